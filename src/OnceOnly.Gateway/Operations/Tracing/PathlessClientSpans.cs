// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using OpenTelemetry;

namespace OnceOnly.Gateway.Operations.Tracing;

/// <summary>Cuts the addresses of outgoing calls down to their origin: a registry may want a person's key in the path.</summary>
internal sealed class PathlessClientSpans : BaseProcessor<Activity>
{
    private const string Tag = "url.full";

    public override void OnEnd(Activity data)
    {
        if (data.GetTagItem(Tag) is string address)
        {
            data.SetTag(Tag, Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Authority) : null);
        }
    }
}
