// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Attributes;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Saml;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Issuing;

/// <summary>Reads and checks requests, as a node does.</summary>
public static class AuthnRequestReader
{
    private static readonly TimeSpan MaximumAge = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>Whom a request says it is from, to find the metadata to check it with. Nothing is verified yet.</summary>
    public static bool TryPeekIssuer(ReadOnlyMemory<byte> message, [NotNullWhen(true)] out string? issuer)
    {
        issuer = SafeXml.TryRead(message, XmlLimits.Message, out var document, out _)
            && document.DocumentElement!.Children(SamlNames.Assertion, "Issuer").FirstOrDefault() is { } element
            && ElementText.TryGet(element, out var text)
            ? text.Trim()
            : null;
        return issuer is not null;
    }

    /// <summary>Checks a request against the metadata of its issuer.</summary>
    /// <param name="message">The request, XML.</param>
    /// <param name="serviceProvider">Trusted metadata of the issuer.</param>
    /// <param name="destination">Our own endpoint, which the request must name.</param>
    /// <param name="now">The time.</param>
    /// <param name="request">The request, when it may be answered.</param>
    /// <param name="fault">Why not, otherwise.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> message,
        ServiceProviderMetadata serviceProvider,
        string destination,
        DateTimeOffset now,
        [NotNullWhen(true)] out ReceivedAuthnRequest? request,
        out AuthnRequestFault fault)
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        request = null;
        if (!SafeXml.TryRead(message, XmlLimits.Message, out var document, out _))
        {
            fault = AuthnRequestFault.Unreadable;
            return false;
        }

        if (!AuthnRequestParts.TryRead(document.DocumentElement!, out var parts))
        {
            fault = AuthnRequestFault.Malformed;
            return false;
        }

        fault = Check(parts, serviceProvider, destination, now);
        if (fault != AuthnRequestFault.None)
        {
            return false;
        }

        if (!AuthnContextDemand.TryCreate(parts.Comparison, parts.ClassRefs, out var demand, out _))
        {
            fault = AuthnRequestFault.RequestedAuthnContext;
            return false;
        }

        request = new ReceivedAuthnRequest
        {
            Id = parts.Id,
            ServiceProvider = serviceProvider,
            AssertionConsumerService =
                parts.Root.Attribute("AssertionConsumerServiceURL") ?? serviceProvider.AssertionConsumerServices[0],
            Demand = demand,
            Attributes = parts.Attributes,
            SpType = SpTypeText.Parse(parts.SpType) ?? serviceProvider.SpType!.Value,
            ProviderName = parts.Root.Attribute("ProviderName"),
            RequesterId = parts.RequesterId,
            NameIdFormat = parts.NameIdFormat ?? NameIdFormat.Unspecified,
        };
        return true;
    }

    private static AuthnRequestFault Check(
        AuthnRequestParts parts, ServiceProviderMetadata serviceProvider, string destination, DateTimeOffset now)
    {
        var root = parts.Root;
        if (parts.Issuer != serviceProvider.EntityId)
        {
            return AuthnRequestFault.Issuer;
        }

        if (serviceProvider.ValidUntil <= now
            || !SignatureVerifier.TryVerify(root, "ID", serviceProvider.SigningKeys, SignatureProfile.Eidas, out _, out _))
        {
            return AuthnRequestFault.Signature;
        }

        if (parts.IssueInstant - now > ClockSkew || now - parts.IssueInstant > MaximumAge + ClockSkew)
        {
            return AuthnRequestFault.IssueInstant;
        }

        var consumer = root.Attribute("AssertionConsumerServiceURL");
        return root switch
        {
            _ when root.Attribute("Destination") != destination => AuthnRequestFault.Destination,
            _ when root.Attribute("ForceAuthn") is not ("true" or "1") => AuthnRequestFault.ForceAuthn,
            _ when root.Attribute("IsPassive") is not ("false" or "0") => AuthnRequestFault.IsPassive,
            _ when root.Attribute("ProtocolBinding") is not (null or SamlNames.HttpPost) => AuthnRequestFault.ProtocolBinding,
            _ when consumer is not null && !serviceProvider.AssertionConsumerServices.Contains(consumer, StringComparer.Ordinal) =>
                AuthnRequestFault.AssertionConsumerService,
            _ when !SpTypeIsClear(parts.SpType, serviceProvider.SpType) => AuthnRequestFault.SpType,
            _ when !NameIdFormat.IsKnown(parts.NameIdFormat) => AuthnRequestFault.NameIdPolicy,
            _ when !MinimumDataSet.IsAskedForIn(parts.Attributes) => AuthnRequestFault.RequestedAttributes,
            _ => AuthnRequestFault.None,
        };
    }

    private static bool SpTypeIsClear(string? inRequest, SpType? inMetadata) =>
        inRequest is null ? inMetadata is not null : inMetadata is null && SpTypeText.Parse(inRequest) is not null;
}
