// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using Microsoft.Extensions.Options;

namespace OnceOnly.Gateway.Listeners;

internal sealed class ListenersOptionsValidator : IValidateOptions<ListenersOptions>
{
    public ValidateOptionsResult Validate(string? name, ListenersOptions options)
    {
        var failures = Enum.GetValues<Listener>().SelectMany(listener => Check(listener, options.Of(listener)))
            .Concat(CheckTogether(options))
            .ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Check(Listener listener, ListenerOptions options)
    {
        var key = $"{ListenersOptions.Section}:{listener}";
        if (options.Origin is not { } origin)
        {
            if (listener is not (Listener.MutualTls or Listener.EDelivery))
            {
                yield return $"{key}:Origin is missing; give the origin, for example https://gateway.example.";
            }

            yield break;
        }

        var scheme = listener is Listener.Operations ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;
        if (!origin.IsAbsoluteUri || origin.Scheme != scheme || origin.PathAndQuery != "/" || origin.UserInfo.Length > 0 || origin.Fragment.Length > 0)
        {
            yield return $"{key}:Origin must be an origin of scheme {scheme} without path, query or user.";
            yield break;
        }

        if (options.Address is not ("*" or "localhost") && !IPAddress.TryParse(options.Address, out _))
        {
            yield return $"{key}:Address must be an IP address, localhost or *.";
        }

        if (options.Port is < 1 or > 65535)
        {
            yield return $"{key}:Port must be between 1 and 65535.";
        }

        if (listener is not Listener.Operations)
        {
            foreach (var failure in CheckFile($"{key}:CertificateFile", options.CertificateFile)
                .Concat(CheckFile($"{key}:CertificateKeyFile", options.CertificateKeyFile)))
            {
                yield return failure;
            }
        }
    }

    private static IEnumerable<string> CheckFile(string key, string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            yield return $"{key} is missing; name a PEM file.";
        }
        else if (!File.Exists(path))
        {
            yield return $"{key} names a file that does not exist or cannot be read.";
        }
    }

    private static IEnumerable<string> CheckTogether(ListenersOptions options)
    {
        var open = Enum.GetValues<Listener>().Where(listener => options.Of(listener).Origin is { IsAbsoluteUri: true }).ToList();
        foreach (var group in open.GroupBy(listener => options.Of(listener).Origin!.Authority, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            yield return $"{ListenersOptions.Section}:{group.Last()}:Origin is also the origin of {group.First()}; each listener needs its own.";
        }

        foreach (var group in open.GroupBy(listener => options.Of(listener).Port ?? options.Of(listener).Origin!.Port).Where(group => group.Count() > 1))
        {
            yield return $"{ListenersOptions.Section}:{group.Last()}:Port is also the port of {group.First()}; each listener needs its own.";
        }
    }
}
