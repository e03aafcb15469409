// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using System.Text;

namespace OnceOnly.Pilot.Registries;

/// <summary>Writes one page of plain text as PDF 1.4, in the Western alphabet that every reader has a font for.</summary>
internal sealed class PdfPage
{
    private readonly List<long> offsets = [];
    private long position;

    /// <param name="target">Receives the document.</param>
    /// <param name="title">Title of the document.</param>
    /// <param name="lines">Lines of the page.</param>
    /// <param name="attachedBytes">Size of an attached stream that nothing shows, for documents that must be large.</param>
    public static void Write(Stream target, string title, IEnumerable<string> lines, long attachedBytes = 0) =>
        new PdfPage().WriteDocument(target, title, lines, attachedBytes);

    private void WriteDocument(Stream target, string title, IEnumerable<string> lines, long attachedBytes)
    {
        var text = string.Concat(lines.Select(line => $"({Escape(line)}) Tj T*\n"));
        var content = $"BT /F1 12 Tf 16 TL 72 770 Td\n{text}ET\n";
        Append(target, "%PDF-1.4\n");
        AppendObject(target, "<< /Type /Catalog /Pages 2 0 R /Lang (en) >>");
        AppendObject(target, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        AppendObject(target, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>");
        AppendObject(target, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        AppendObject(target, $"<< /Length {content.Length} >>\nstream\n{content}endstream");
        AppendObject(target, $"<< /Title ({Escape(title)}) >>");
        if (attachedBytes > 0)
        {
            AppendAttachment(target, attachedBytes);
        }

        AppendEnd(target);
    }

    private void AppendAttachment(Stream target, long bytes)
    {
        offsets.Add(position);
        Append(target, $"{offsets.Count} 0 obj\n<< /Length {bytes} >>\nstream\n");
        var block = new byte[64 * 1024];
        block.AsSpan().Fill((byte)'x');
        for (var left = bytes; left > 0; left -= block.Length)
        {
            target.Write(block.AsSpan(0, (int)Math.Min(left, block.Length)));
        }

        position += bytes;
        Append(target, "\nendstream\nendobj\n");
    }

    private void AppendObject(Stream target, string body)
    {
        offsets.Add(position);
        Append(target, $"{offsets.Count} 0 obj\n{body}\nendobj\n");
    }

    private void AppendEnd(Stream target)
    {
        var table = position;
        var rows = string.Concat(offsets.Select(offset => offset.ToString("D10", CultureInfo.InvariantCulture) + " 00000 n \n"));
        Append(target, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n{rows}");
        Append(target, $"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{table}\n%%EOF\n");
    }

    private void Append(Stream target, string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        target.Write(bytes);
        position += bytes.Length;
    }

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal);
}
