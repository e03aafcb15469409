// SPDX-License-Identifier: EUPL-1.2

using System.Collections;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>Service names with the health checks they depend on.</summary>
public sealed class ServiceMappingCollection : IEnumerable<ServiceMapping>
{
    private readonly Dictionary<string, ServiceMapping> _mappings = new(StringComparer.Ordinal)
    {
        [""] = new("", _ => true),
    };

    /// <summary>Replaces the mapping of the name, if there is one.</summary>
    public void Map(string name, Func<HealthCheckMapContext, bool> predicate) => _mappings[name] = new(name, predicate);

    public void Clear() => _mappings.Clear();

    public IEnumerator<ServiceMapping> GetEnumerator() => _mappings.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A service name and the checks that concern it.</summary>
public sealed record ServiceMapping(string Name, Func<HealthCheckMapContext, bool> HealthCheckPredicate);

/// <summary>A health check, as registered.</summary>
public sealed record HealthCheckMapContext(string Name, IEnumerable<string> Tags);
