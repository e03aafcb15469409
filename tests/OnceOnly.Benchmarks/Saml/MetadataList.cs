// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using OnceOnly.Eidas.Metadata;
using OnceOnly.XmlSecurity.Signatures;
using OnceOnly.XmlSecurity.Writing;

namespace OnceOnly.Benchmarks.Saml;

/// <summary>A signed list of entities as federations publish them, of which one is wanted.</summary>
internal static class MetadataList
{
    private static readonly XNamespace Md = "urn:oasis:names:tc:SAML:2.0:metadata";

    /// <summary>Writes the list to a file, then measures how one entity is found in it and believed.</summary>
    public static string Measure(SamlMessages messages, int entities, string folder)
    {
        var path = Path.Combine(folder, "list.xml");
        File.WriteAllBytes(path, Make(messages, entities));
        var trust = MetadataTrust.Pinned([messages.NodeCertificate]);
        Read();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var highest = before;
        using var watching = new CancellationTokenSource();
        var watcher = Task.Run(() =>
        {
            while (!watching.IsCancellationRequested)
            {
                highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: false));
                Thread.Yield();
            }
        });
        var watch = Stopwatch.StartNew();
        Read();
        watch.Stop();
        watching.Cancel();
        watcher.GetAwaiter().GetResult();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"one entity of {entities:N0} ({new FileInfo(path).Length / 1e6:0.0} MB): {watch.Elapsed.TotalMilliseconds:0} ms, managed memory at most {(highest - before) / 1e6:0.0} MB more");

        void Read()
        {
            using var file = File.OpenRead(path);
            if (!NodeMetadata.TryRead(file, $"https://node.example/{entities - 1}", trust, messages.Now, out _, out var fault))
            {
                throw new InvalidOperationException(fault.ToString());
            }
        }
    }

    private static byte[] Make(SamlMessages messages, int entities)
    {
        var node = XElement.Parse(Encoding.UTF8.GetString(messages.Metadata));
        node.Elements().First(element => element.Name.LocalName == "Signature").Remove();
        node.SetAttributeValue("ID", null);
        var list = new XElement(
            Md + "EntitiesDescriptor",
            new XAttribute(XNamespace.Xmlns + "md", Md),
            new XAttribute("ID", "_list"),
            new XAttribute("validUntil", messages.Now.AddHours(6).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)));
        for (var number = 0; number < entities; number++)
        {
            node.SetAttributeValue("entityID", string.Create(CultureInfo.InvariantCulture, $"https://node.example/{number}"));
            list.Add(new XElement(node));
        }

        var document = XmlOutput.ToDocument(list);
        EnvelopedSigner.Sign(document.DocumentElement!, "ID", new SigningKey(messages.NodeCertificate));
        return XmlOutput.ToBytes(document);
    }
}
