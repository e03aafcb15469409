// SPDX-License-Identifier: EUPL-1.2

using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace OnceOnly.Oots.CommonServices.Signatures;

/// <summary>The protected header of a JAdES signature over HTTP headers (ETSI TS 119 182-1).</summary>
internal sealed class JwsHeader
{
    public const string HttpHeaders = "http://uri.etsi.org/19182/HttpHeaders";

    private const int MaxCertificates = 8;

    private static readonly string[] Understood = ["b64", "sigD", "sigT", "x5t#o"];

    private readonly List<string> criticals = [];
    private readonly List<string> chain = [];
    private readonly List<(string Algorithm, string Digest)> thumbprints = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private bool hasDetachedPayload;

    private JwsHeader()
    {
    }

    public string Algorithm { get; private set; } = string.Empty;

    public string Mechanism { get; private set; } = string.Empty;

    public IReadOnlyList<string> SignedHeaders { get; private set; } = [];

    public DateTimeOffset? SignedAt { get; private set; }

    /// <summary>All that is critical is understood and there, and what changes the meaning is critical (RFC 7515 §4.1.11, RFC 7797 §6).</summary>
    public bool HasOnlyKnownCriticals =>
        hasDetachedPayload
        && criticals.Contains("b64", StringComparer.Ordinal)
        && criticals.Contains("sigD", StringComparer.Ordinal)
        && criticals.Distinct(StringComparer.Ordinal).Count() == criticals.Count
        && criticals.All(name => Understood.Contains(name, StringComparer.Ordinal) && names.Contains(name));

    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (!Base64Url.IsValid(text) || text.AsSpan().ContainsAny(" \t\r\n="))
        {
            return false;
        }

        bytes = Base64Url.DecodeFromChars(text);
        return true;
    }

    public static bool TryRead(string protectedPart, [NotNullWhen(true)] out JwsHeader? header)
    {
        header = null;
        if (!TryDecode(protectedPart, out var json))
        {
            return false;
        }

        try
        {
            // Two members of one name would let two readers see two headers.
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
            header = Read(document.RootElement);
            return header is not null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Leaf first; empty when one cannot be read.</summary>
    public X509Certificate2Collection ReadCertificates()
    {
        var read = new X509Certificate2Collection();
        foreach (var encoded in chain.Take(MaxCertificates + 1))
        {
            var buffer = new byte[encoded.Length];
            try
            {
                if (read.Count < MaxCertificates && Convert.TryFromBase64String(encoded, buffer, out var written))
                {
                    read.Add(X509CertificateLoader.LoadCertificate(buffer.AsSpan(0, written)));
                    continue;
                }
            }
            catch (CryptographicException)
            {
                // Falls through to the empty answer, like anything else that is no certificate.
            }

            foreach (var certificate in read)
            {
                certificate.Dispose();
            }

            return [];
        }

        return read;
    }

    /// <summary>False when the header names another certificate by its thumbprint than it carries.</summary>
    public bool NamesCertificate(X509Certificate2 leaf) =>
        thumbprints.TrueForAll(named => HashOf(named.Algorithm) is { } hash && named.Digest == Base64Url.EncodeToString(leaf.GetCertHash(hash)));

    private static HashAlgorithmName? HashOf(string algorithm) => algorithm switch
    {
        "S256" => HashAlgorithmName.SHA256,
        "S384" => HashAlgorithmName.SHA384,
        "S512" => HashAlgorithmName.SHA512,
        _ => null,
    };

    private static JwsHeader? Read(JsonElement root)
    {
        var header = new JwsHeader();
        foreach (var member in root.EnumerateObject())
        {
            header.names.Add(member.Name);
            switch (member.Name)
            {
                case "alg":
                    header.Algorithm = member.Value.GetString() ?? string.Empty;
                    break;
                case "b64":
                    header.hasDetachedPayload = !member.Value.GetBoolean();
                    break;
                case "crit":
                    header.criticals.AddRange(Texts(member.Value));
                    break;
                case "x5c":
                    header.chain.AddRange(Texts(member.Value));
                    break;
                case "x5t#S256":
                    header.thumbprints.Add(("S256", member.Value.GetString() ?? string.Empty));
                    break;
                case "x5t#o":
                    header.thumbprints.Add((Text(member.Value, "digAlg"), Text(member.Value, "digVal")));
                    break;
                case "iat":
                    if (!member.Value.TryGetInt64(out var seconds) || seconds is < 0 or > 253_402_300_799)
                    {
                        return null;
                    }

                    header.SignedAt = DateTimeOffset.FromUnixTimeSeconds(seconds);
                    break;
                case "sigT":
                    if (!DateTimeOffset.TryParse(member.Value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var signedAt))
                    {
                        return null;
                    }

                    header.SignedAt ??= signedAt;
                    break;
                case "sigD":
                    header.Mechanism = Text(member.Value, "mId");
                    header.SignedHeaders = member.Value.TryGetProperty("pars", out var signed) ? [.. Texts(signed)] : [];
                    break;
            }
        }

        return header;
    }

    private static string Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var text) ? text.GetString() ?? string.Empty : string.Empty;

    private static IEnumerable<string> Texts(JsonElement array) =>
        array.EnumerateArray().Select(text => text.GetString() ?? throw new JsonException("A text is expected."));
}
