// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;
using OnceOnly.Gateway.Listeners;
using OnceOnly.Identity;
using OnceOnly.Identity.EidMethods;

namespace OnceOnly.Gateway.Parts;

/// <summary>The provider's addresses are those of the listeners.</summary>
internal sealed class IdentityFromListeners(
    IOptions<ListenersOptions> listeners, IServiceProviderIsService registered)
    : IPostConfigureOptions<IdentityOptions>, IValidateOptions<IdentityOptions>
{
    public void PostConfigure(string? name, IdentityOptions options)
    {
        if (string.IsNullOrEmpty(options.Issuer))
        {
            options.Issuer = OriginOf(listeners.Value.Public)!;
        }

        options.MutualTlsBaseUri ??= OriginOf(listeners.Value.MutualTls);
    }

    public ValidateOptionsResult Validate(string? name, IdentityOptions options)
    {
        if (options.Issuer != OriginOf(listeners.Value.Public))
        {
            return ValidateOptionsResult.Fail("Identity:Issuer differs from Listeners:Public:Origin; leave it out or make it the same.");
        }

        if (!registered.IsService(typeof(IEidMethod)))
        {
            return ValidateOptionsResult.Fail("Identity:EidasSaml is missing; without an eID method nobody can log in.");
        }

        return options.MutualTlsBaseUri != OriginOf(listeners.Value.MutualTls)
            ? ValidateOptionsResult.Fail("Identity:MutualTlsBaseUri differs from Listeners:MutualTls:Origin; leave it out or make it the same.")
            : ValidateOptionsResult.Success;
    }

    private static string? OriginOf(ListenerOptions listener) => listener.Origin?.GetLeftPart(UriPartial.Authority);
}
