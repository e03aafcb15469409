// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Evidence.Errors;
using OnceOnly.Oots.CommonServices;
using OnceOnly.Oots.CommonServices.Signatures;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.Faults;

/// <summary>The one table from what goes wrong across the border to the heart's vocabulary.</summary>
public static class OotsFaults
{
    /// <summary>An error answer. A preview that is asked for is no fault and must be taken out before.</summary>
    public static EvidenceError Of(EdmErrorCode code) => code switch
    {
        EdmErrorCode.FailedAuthentication => new(EvidenceErrorCode.LevelOfAssuranceTooLow, "The provider does not accept the log-in."),
        EdmErrorCode.MissingAuthorization => new(EvidenceErrorCode.RegistryRefused, "The provider refuses without offering a preview."),
        EdmErrorCode.InvalidRequest => new(EvidenceErrorCode.RegistryRefused, "The provider says the request breaks a rule."),
        EdmErrorCode.ObjectNotFound => new(EvidenceErrorCode.EvidenceNotFound),
        EdmErrorCode.Timeout => new(EvidenceErrorCode.Expired, "The provider waited no longer."),
        EdmErrorCode.UnresolvedReference => new(EvidenceErrorCode.RegistryFailed, "The provider could not resolve a reference."),
        EdmErrorCode.UnsupportedCapability => new(EvidenceErrorCode.RegistryRefused, "The provider does not serve the format or feature."),
        _ => new(EvidenceErrorCode.RegistryFailed, "The provider failed."),
    };

    /// <summary>A code of the Evidence Broker or the Data Service Directory; <c>DSD:ERR:0005</c> is a dialogue and must be taken out before.</summary>
    public static EvidenceError OfCatalogue(string code) => code switch
    {
        "EB:ERR:0001" or "EB:ERR:0002" or "DSD:ERR:0001" or "DSD:ERR:0002" => new(EvidenceErrorCode.NoProvider),
        "DSD:ERR:0006" => new(EvidenceErrorCode.InvalidRequest, "An answer for finding the provider has no such value."),
        "EB:ERR:0005" or "EB:ERR:0006" => new(EvidenceErrorCode.InvalidRequest, "The procedure or country is not known to the Evidence Broker."),
        _ => new(EvidenceErrorCode.Internal, "A common service refused the query."),
    };

    /// <summary>No answer of a common service at all.</summary>
    public static EvidenceError OfMissingAnswer(CatalogueReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return reply.Seal == CatalogueFault.None
            ? new(EvidenceErrorCode.RegistryUnreachable, "The common service cannot be reached.")
            : new(EvidenceErrorCode.RegistryAnswerInvalid, "The common service's answer is not sealed as it must be.");
    }
}
