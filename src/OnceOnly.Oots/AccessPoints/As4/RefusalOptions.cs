// SPDX-License-Identifier: EUPL-1.2

using System.ComponentModel.DataAnnotations;

namespace OnceOnly.Oots.AccessPoints.As4;

/// <summary>In whose name requests are refused that break rules (<c>EDelivery:Operator</c>).</summary>
public sealed class RefusalOptions
{
    /// <summary>Name of the authority or platform that runs the access point.</summary>
    [Required(ErrorMessage = "EDelivery:Operator:Name is missing; give the name of the authority that runs the access point.")]
    [MinLength(2, ErrorMessage = "EDelivery:Operator:Name must have two letters at least.")]
    public string Name { get; set; } = string.Empty;

    /// <summary>Its country; Greece is <c>EL</c>.</summary>
    [RegularExpression("[A-Z]{2}", ErrorMessage = "EDelivery:Operator:Country must be the two capitals of your country (Greece is EL).")]
    [Required(ErrorMessage = "EDelivery:Operator:Country is missing; give the two capitals of your country (Greece is EL).")]
    public string Country { get; set; } = string.Empty;
}
