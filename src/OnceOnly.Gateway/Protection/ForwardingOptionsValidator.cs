// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using Microsoft.Extensions.Options;

namespace OnceOnly.Gateway.Protection;

internal sealed class ForwardingOptionsValidator : IValidateOptions<ForwardingOptions>
{
    public ValidateOptionsResult Validate(string? name, ForwardingOptions options)
    {
        var wrong = options.KnownNetworks.Where(network => !IPNetwork.TryParse(network, out _)).ToList();
        return wrong.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{ForwardingOptions.Section}:KnownNetworks holds '{wrong[0]}'; write networks as 10.0.0.0/24.");
    }
}
