// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OnceOnly.Oots.CodeLists;

namespace OnceOnly.Oots.Tests.CodeLists;

public sealed class CodeListsRegistrationTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("onceonly-codelists-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_list_in_the_configured_folder_takes_the_place_of_the_built_in_one_and_the_others_stay()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "procedures.csv"), "code,name\nZ9,A procedure of tomorrow\n");

        var lists = Lists(folder.FullName);

        (lists.Procedures.Contains("Z9"), lists.Procedures.Contains("T3")).ShouldBe((true, false));
        lists.OotsCountries.Codes.ShouldBe(OotsCodeLists.BuiltIn.OotsCountries.Codes, ignoreOrder: true);
    }

    [Fact]
    public void Without_a_folder_the_built_in_lists_serve() => Lists(null).ShouldBeSameAs(OotsCodeLists.BuiltIn);

    [Fact]
    public void A_folder_that_is_not_there_is_refused_by_its_key() =>
        Should.Throw<OptionsValidationException>(() => Lists(Path.Combine(folder.FullName, "nowhere"))).Message.ShouldStartWith("Oots:CodeLists ");

    [Theory]
    [InlineData(null)]
    [InlineData("Procedures.CSV.txt")]
    public void A_folder_without_a_list_of_a_known_name_is_refused_with_the_names_expected(string? file)
    {
        if (file is not null)
        {
            File.WriteAllText(Path.Combine(folder.FullName, file), "code,name\nZ9,A procedure of tomorrow\n");
        }

        var message = Should.Throw<OptionsValidationException>(() => Lists(folder.FullName)).Message;

        message.ShouldStartWith("Oots:CodeLists ");
        message.ShouldContain("procedures.csv");
        message.ShouldContain("nuts.csv");
    }

    [Theory]
    [InlineData("")]
    [InlineData("code,name\n")]
    [InlineData("code,name\n\n , \n\"\",x\n")]
    public void A_list_without_a_code_is_refused_by_its_name(string content)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "procedures.csv"), content);

        Should.Throw<OptionsValidationException>(() => Lists(folder.FullName)).Message.ShouldContain("procedures.csv");
    }

    [Fact]
    public void Columns_may_stand_in_quotes()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "genders.csv"), "\uFEFF\"code\",\"profile\"\r\n\"Other\" , \"eidas\"\r\n");

        Lists(folder.FullName).Genders.PropertyOf("Other").ShouldBe("eidas");
    }

    private static OotsCodeLists Lists(string? configured)
    {
        var section = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Oots:CodeLists"] = configured }).Build().GetSection("Oots");
        using var services = new ServiceCollection().AddOotsCodeLists(section).BuildServiceProvider();
        return services.GetRequiredService<OotsCodeLists>();
    }
}
