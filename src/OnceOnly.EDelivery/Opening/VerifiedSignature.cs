// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Security;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.EDelivery.Opening;

/// <summary>A signature of a trusted key over header, body and, by content identifier, the attachments, whose octets are still to be compared.</summary>
internal sealed record VerifiedSignature(
    TrustedSigner Signer, IReadOnlyList<SignedReference> References, IReadOnlyDictionary<string, SignedReference> Attachments);
