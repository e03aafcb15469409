// SPDX-License-Identifier: EUPL-1.2

using System.ComponentModel.DataAnnotations;

namespace OnceOnly.Identity.Keys;

/// <summary>Where the provider's own keys are (<c>Identity:Keys</c>).</summary>
public sealed class KeyOptions
{
    /// <summary>Folder of the signing keys and of the secret behind pairwise subjects. Back it up: without it every citizen becomes a stranger to every e-service.</summary>
    [Required(ErrorMessage = "Identity:Keys:Folder is missing; name a folder, readable by the gateway alone, that is backed up.")]
    public string Folder { get; set; } = string.Empty;

    /// <summary>Age at which a new signing key takes over. The old one stays published until the next. <value>The default is 90 days.</value></summary>
    public TimeSpan RotateAfter { get; set; } = TimeSpan.FromDays(90);
}
