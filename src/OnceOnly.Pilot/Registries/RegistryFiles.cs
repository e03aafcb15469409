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

    private void WriteCertificate(Persona persona, NaturalPerson person)
    {
        using var target = File.Create(Path.Combine(Root, "__files", "civil-registry", persona.Key + ".pdf"));
        PdfPage.Write(
            target,
            "Birth certificate",
            [
                "BIRTH CERTIFICATE",
                string.Empty,
                "Family name: " + person.FamilyName,
                "Given name: " + person.GivenName,
                "Date of birth: " + person.DateOfBirth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                string.Empty,
                "Pilot Civil Registry. The person is invented.",
            ],
            ReferenceEquals(persona, PilotPersonas.Hugo) ? HugeBytes : 0);
    }
}
