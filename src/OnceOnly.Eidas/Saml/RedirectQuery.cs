// SPDX-License-Identifier: EUPL-1.2

using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Text;
using OnceOnly.XmlSecurity.Reading;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Eidas.Saml;

/// <summary>The HTTP Redirect binding (SAML bindings §3.4): messages deflated into a query, which is what is signed.</summary>
public static class RedirectQuery
{
    internal const string AlgorithmField = "SigAlg";
    internal const string SignatureField = "Signature";

    /// <summary>The address to send the browser to.</summary>
    /// <param name="destination">Endpoint of the other side; it may have a query of its own.</param>
    /// <param name="field"><see cref="PostForm.RequestField"/>.</param>
    /// <param name="message">XML of the message.</param>
    /// <param name="relayState">Opaque handle of at most 80 bytes; null or empty for none.</param>
    /// <param name="key">Signs the query; the address names its algorithm.</param>
    /// <param name="beside">Parameters that the other side wants beside it; no signature is over them.</param>
    /// <exception cref="ArgumentException">The relay state is longer than 80 bytes, or a parameter beside the message has a reserved name.</exception>
    public static Uri Create(
        string destination,
        string field,
        ReadOnlySpan<byte> message,
        string? relayState,
        SigningKey key,
        IReadOnlyDictionary<string, string>? beside = null)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(key);

        // The order is the binding's: what is signed is this text, byte for byte.
        var query = Begin(field, Deflate(message), relayState);
        Append(query, AlgorithmField, key.Algorithm.Uri);
        var signature = key.SignDetached(Encoding.ASCII.GetBytes(query.ToString()));
        Append(query, SignatureField, Convert.ToBase64String(signature));
        return Address(destination, query, beside);
    }

    /// <summary>The address for a message that is signed inside and neither deflated nor signed in the query.</summary>
    /// <inheritdoc cref="Create" path="/param"/>
    /// <inheritdoc cref="Create" path="/exception"/>
    public static Uri CreateEnveloped(
        string destination,
        string field,
        ReadOnlySpan<byte> message,
        string? relayState,
        IReadOnlyDictionary<string, string>? beside = null)
    {
        ArgumentNullException.ThrowIfNull(destination);
        return Address(destination, Begin(field, Convert.ToBase64String(message), relayState), beside);
    }

    /// <summary>The message in a query parameter; false when it is none, or longer inflated than any message may be.</summary>
    public static bool TryDecode(string? parameter, [NotNullWhen(true)] out byte[]? message)
    {
        message = null;
        if (parameter is null || parameter.Length > XmlLimits.Message.MaxBytes || !Base64.TryDecode(parameter, out var deflated))
        {
            return false;
        }

        var inflated = new byte[XmlLimits.Message.MaxBytes + 1];
        try
        {
            using var stream = new DeflateStream(new MemoryStream(deflated), CompressionMode.Decompress);
            var length = stream.ReadAtLeast(inflated, inflated.Length, throwOnEndOfStream: false);
            message = length is > 0 && length < inflated.Length ? inflated[..length] : null;
        }
        catch (InvalidDataException)
        {
            // Not deflated.
        }

        return message is not null;
    }

    private static StringBuilder Begin(string field, string message, string? relayState)
    {
        PostForm.RequireRelayState(relayState);
        var query = new StringBuilder();
        Append(query, field, message);
        if (!string.IsNullOrEmpty(relayState))
        {
            Append(query, PostForm.RelayStateField, relayState);
        }

        return query;
    }

    private static Uri Address(string destination, StringBuilder query, IReadOnlyDictionary<string, string>? beside)
    {
        PostForm.RequireOtherNames(beside);
        foreach (var (name, value) in beside ?? ReadOnlyDictionary<string, string>.Empty)
        {
            Append(query, name, value);
        }

        var separator = destination.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return new Uri(destination + separator + query);
    }

    private static void Append(StringBuilder query, string name, string value)
    {
        if (query.Length > 0)
        {
            query.Append('&');
        }

        query.Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
    }

    private static string Deflate(ReadOnlySpan<byte> message)
    {
        using var output = new MemoryStream();
        using (var deflate = new DeflateStream(output, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            deflate.Write(message);
        }

        return Convert.ToBase64String(output.GetBuffer(), 0, (int)output.Length);
    }
}
