// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.EDelivery.Security;

namespace OnceOnly.EDelivery.Opening;

/// <summary>A message whose signature holds for header and body. Its parts are still sealed, and still to be compared with what was signed.</summary>
internal sealed record VerifiedMessage(
    ReceivedMessage Received, VerifiedSignature Signature, Dictionary<string, EncryptedAttachment> Encrypted);
