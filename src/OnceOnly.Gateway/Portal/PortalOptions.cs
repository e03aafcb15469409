// SPDX-License-Identifier: EUPL-1.2

using System.ComponentModel.DataAnnotations;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Gateway.Portal;

/// <summary>What the citizen's pages need to know (<c>Portal</c>).</summary>
public sealed class PortalOptions
{
    public const string Section = "Portal";

    /// <summary>IANA name of the time zone in which times are shown.</summary>
    [Required]
    public string TimeZone { get; set; } = "Etc/UTC";

    /// <summary>Level of assurance that "my data" asks for.</summary>
    public LevelOfAssurance MyDataLevel { get; set; } = LevelOfAssurance.Substantial;

    /// <summary>Who runs the gateway, for the accessibility statement.</summary>
    public string? OperatorName { get; set; }

    /// <summary>Where citizens report that a page is not accessible: a <c>mailto:</c> or <c>https:</c> address.</summary>
    public Uri? FeedbackAddress { get; set; }
}
