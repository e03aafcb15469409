// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Oots.CodeLists;

/// <summary>The code lists the rules compare with.</summary>
public sealed class OotsCodeLists
{
    private OotsCodeLists(Func<string, CodeList> load)
    {
        AgentClassifications = load("agent-classifications");
        Countries = load("countries");
        EdmErrorCodes = load("edm-error-codes");
        ElectronicAddressSchemes = load("electronic-address-schemes");
        Genders = load("genders");
        IdentifierSchemes = load("identifier-schemes");
        Languages = load("languages");
        LevelsOfAssurance = load("levels-of-assurance");
        MediaTypes = load("media-types");
        Territories = load("nuts");
        OotsCountries = load("oots-countries");
        Procedures = load("procedures");
    }

    /// <summary>The lists this version was built with.</summary>
    public static OotsCodeLists BuiltIn { get; } = new(ReadBuiltIn);

    public CodeList AgentClassifications { get; }

    /// <summary>All countries; Greece is <c>EL</c>.</summary>
    public CodeList Countries { get; }

    /// <summary>Code and the exception type it goes with.</summary>
    public CodeList EdmErrorCodes { get; }

    public CodeList ElectronicAddressSchemes { get; }

    /// <summary>Code and the identity profile it belongs to.</summary>
    public CodeList Genders { get; }

    public CodeList IdentifierSchemes { get; }

    public CodeList Languages { get; }

    public CodeList LevelsOfAssurance { get; }

    /// <summary>Code and whether the format is structured.</summary>
    public CodeList MediaTypes { get; }

    /// <summary>NUTS codes.</summary>
    public CodeList Territories { get; }

    /// <summary>Countries that take part.</summary>
    public CodeList OotsCountries { get; }

    public CodeList Procedures { get; }

    /// <summary>Takes each list from <c>NAME.csv</c> in a folder where it is there, else the built-in one.</summary>
    /// <exception cref="IOException">A list in the folder cannot be read.</exception>
    /// <exception cref="InvalidDataException">A list in the folder holds no code, or no list is in the folder.</exception>
    public static OotsCodeLists FromFolder(string folder)
    {
        var (known, found) = (new List<string>(), false);
        var lists = new OotsCodeLists(name =>
        {
            var path = Path.Combine(folder, name + ".csv");
            known.Add(name + ".csv");
            var isThere = File.Exists(path);
            found |= isThere;
            return isThere ? ReadFile(path) : ReadBuiltIn(name);
        });

        // Whoever names a folder means to replace something: a wrong folder, or wrong names in it, must not pass for it.
        return found ? lists : throw new InvalidDataException($"none of {string.Join(", ", known)} is in {folder}");
    }

    private static CodeList ReadFile(string path)
    {
        using var file = File.OpenText(path);
        try
        {
            return CodeList.Parse(file);
        }
        catch (InvalidDataException empty)
        {
            throw new InvalidDataException($"{path}: {empty.Message}", empty);
        }
    }

    private static CodeList ReadBuiltIn(string name)
    {
        using var resource = new StreamReader(typeof(OotsCodeLists).Assembly.GetManifestResourceStream($"oots/codelists/{name}.csv")!);
        return CodeList.Parse(resource);
    }
}
