// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;

namespace OnceOnly.Gateway.Portal;

internal sealed class PortalOptionsValidator : IValidateOptions<PortalOptions>
{
    public ValidateOptionsResult Validate(string? name, PortalOptions options)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
        {
            return ValidateOptionsResult.Fail($"{PortalOptions.Section}:TimeZone is not a time zone known here; give an IANA name, for example Europe/Athens.");
        }

        if (!Enum.IsDefined(options.MyDataLevel))
        {
            return ValidateOptionsResult.Fail($"{PortalOptions.Section}:MyDataLevel must be Low, Substantial or High.");
        }

        return options.FeedbackAddress is { } address && (!address.IsAbsoluteUri || address.Scheme is not ("mailto" or "https"))
            ? ValidateOptionsResult.Fail($"{PortalOptions.Section}:FeedbackAddress must be a mailto: or https: address.")
            : ValidateOptionsResult.Success;
    }
}
