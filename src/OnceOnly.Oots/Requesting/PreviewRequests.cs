// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Oots.Edm;
using OnceOnly.Oots.Messages;

namespace OnceOnly.Oots.Requesting;

/// <summary>The second request of a preview, and the address the user is sent to (chapter 4.9).</summary>
public static class PreviewRequests
{
    /// <summary>The preview location when the answer asks for a preview; otherwise null.</summary>
    public static string? LocationIn(EvidenceErrorResponse error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error.Exceptions.FirstOrDefault(exception => exception.Code == EdmErrorCode.MissingAuthorization && exception.PreviewLocation is not null)?.PreviewLocation;
    }

    /// <summary>The same request with a new id and the location verbatim; from 2.0 also where the user returns to.</summary>
    public static EvidenceRequest Second(EvidenceRequest first, string previewLocation, string returnLocation, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(first);
        return first with
        {
            Id = EdmNames.UuidUrnPrefix + Guid.NewGuid().ToString("D"),
            IssuedAt = now,

            // A provider may insist on one that the first request could do without.
            PossibilityForPreview = true,
            PreviewLocation = previewLocation,
            ReturnLocation = first.Version >= EdmVersion.V20 ? returnLocation : null,
        };
    }

    /// <summary>Whether the location is on an https origin registered for the provider; any other is not followed.</summary>
    public static bool MayFollow(string previewLocation, IEnumerable<string> origins) =>
        Uri.TryCreate(previewLocation, UriKind.Absolute, out var location)
        && location.Scheme == Uri.UriSchemeHttps
        && location.UserInfo.Length == 0
        && origins.Contains(location.GetLeftPart(UriPartial.Authority), StringComparer.OrdinalIgnoreCase);

    /// <summary>The link with the return address in it, as it is up to 1.2.</summary>
    public static string WithReturn(string location, string returnLocation)
    {
        ArgumentNullException.ThrowIfNull(location);
        var end = location.IndexOf('#', StringComparison.Ordinal) is >= 0 and var fragment ? fragment : location.Length;
        var separator = location.AsSpan(0, end).Contains('?') ? '&' : '?';
        return $"{location[..end]}{separator}returnurl={Uri.EscapeDataString(returnLocation)}&returnmethod=GET{location[end..]}";
    }
}
