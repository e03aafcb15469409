// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Persons;
using OnceOnly.Eidas.Tests.World;

namespace OnceOnly.Eidas.Tests.Persons;

/// <summary>What a person looks like in a log.</summary>
public class PersonTextTests
{
    [Fact]
    public void personal_data_stay_out_of_texts()
    {
        Actors.Carmen.ToString().ShouldBe("EidasNaturalPerson");
        Actors.Bodegas.ToString().ShouldBe("EidasLegalPerson");
        Actors.Carmen.FamilyName.ToString().ShouldBe("TransliteratedText");
        new EidasAddress { PostName = "Madrid" }.ToString().ShouldBe("EidasAddress");
    }
}
