// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace OnceOnly.Identity;

/// <summary>Where the world reaches us, from configuration alone.</summary>
internal sealed class PublicAddress(IOptions<IdentityOptions> options)
{
    private readonly IdentityOptions _options = options.Value;

    public string Issuer => _options.Issuer;

    public string Resource => _options.Resource ?? _options.Issuer;

    public bool HasMutualTls => _options.MutualTlsBaseUri is not null;

    public string Of(string path) => _options.Issuer + path;

    public string MutualTlsOf(string path) => _options.MutualTlsBaseUri!.TrimEnd('/') + path;

    /// <summary>The URLs by which a caller may have known this request: its path at each of our public addresses.</summary>
    public IEnumerable<Uri> OfRequest(HttpContext context)
    {
        var path = RawPath(context);
        return Bases().Select(address => Uri.TryCreate(address.TrimEnd('/') + path, UriKind.Absolute, out var uri) ? uri : null).OfType<Uri>();
    }

    /// <summary>As sent, because that is what the caller signed; routing decodes it.</summary>
    private static string RawPath(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        return target is ['/', ..] ? target.Split('?', 2)[0] : context.Request.PathBase.Add(context.Request.Path).ToUriComponent();
    }

    private IEnumerable<string> Bases()
    {
        yield return _options.Issuer;
        foreach (var address in _options.ResourceBaseUris)
        {
            yield return address;
        }

        if (_options.MutualTlsBaseUri is { } mutualTls)
        {
            yield return mutualTls;
        }
    }
}
