// SPDX-License-Identifier: EUPL-1.2

using System.Globalization;
using OnceOnly.Evidence.Persons;
using OnceOnly.Pilot.Personas;

namespace OnceOnly.Pilot.Registries;

/// <summary>
/// A copy of <c>wiremock/</c> with the files that are made rather than kept: the birth certificates as PDF, one of them
/// 50 MB long. This server and the real WireMock both run from such a copy.
/// </summary>
public sealed class RegistryFiles : IDisposable
{
    private const long HugeBytes = 50L * 1024 * 1024;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("onceonly-registries-");

    public RegistryFiles()
    {
        Copy(new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "wiremock")), folder);
        foreach (var persona in PilotPersonas.All)
        {
            if (persona.Subject is NaturalPerson person)
            {
                WriteCertificate(persona, person);
            }
        }

        WriteFinnishRecords();
    }

    /// <summary>Folder that holds <c>mappings</c> and <c>__files</c>.</summary>
    public string Root => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        }

        foreach (var child in from.EnumerateDirectories())
        {
            Copy(child, to.CreateSubdirectory(child.Name));
        }
    }

    private void WriteCertificate(Persona persona, NaturalPerson person) => Write(
        Path.Combine("civil-registry", persona.Key + ".pdf"),
        "Birth certificate",
        [
            "Family name: " + person.FamilyName,
            "Given name: " + person.GivenName,
            "Date of birth: " + person.DateOfBirth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            string.Empty,
            "Pilot Civil Registry. The person is invented.",
        ],
        ReferenceEquals(persona, PilotPersonas.Hugo) ? HugeBytes : 0);

    /// <summary>What the Finnish registries keep: one record has an annex and a translation.</summary>
    private void WriteFinnishRecords()
    {
        foreach (var persona in new[] { PilotPersonas.Maria, PilotPersonas.Sean })
        {
            WriteFinnish(persona, "diploma", "Tutkintotodistus", "Filosofian maisteri");
            WriteFinnish(persona, "supplement", "Tutkintotodistuksen liite", "Opintojen laajuus: 300 op");
            WriteFinnish(persona, "diploma-en", "Diploma (translation)", "Master of Arts");
            WriteFinnish(persona, "extract", "Väestörekisteriote", "Asuinkunta: Oulu");
        }

        WriteFinnish(PilotPersonas.Aino, "record", "Työeläkeote", "Eläke: 1 800 euroa kuukaudessa");
    }

    private void WriteFinnish(Persona persona, string document, string title, string content)
    {
        var person = (NaturalPerson)persona.Subject;
        Write(
            Path.Combine("finland", $"{persona.Key}-{document}.pdf"),
            title,
            [$"{person.GivenName} {person.FamilyName}, {person.DateOfBirth.ToString("d.M.yyyy", CultureInfo.InvariantCulture)}", content, string.Empty, "Pilotti: henkilö on keksitty."]);
    }

    private void Write(string file, string title, IEnumerable<string> lines, long attachedBytes = 0)
    {
        var path = Path.Combine(Root, "__files", file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var target = File.Create(path);
        PdfPage.Write(target, title, [title.ToUpperInvariant(), string.Empty, .. lines], attachedBytes);
    }
}
