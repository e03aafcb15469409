// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.EndToEnd.Architecture;

public sealed class ScriptTests
{
    [Theory]
    [InlineData("Sqlite")]
    [InlineData("Postgres")]
    public void Each_number_of_a_database_script_is_given_once(string engine)
    {
        var numbers = Directory.GetFiles(Path.Combine(SolutionFolder.Root, "src", "OnceOnly.Storage", engine, "Scripts"), "*.sql")
            .Select(file => string.Join('-', Path.GetFileName(file).Split('-').Take(2)))
            .ToArray();
        numbers.ShouldNotBeEmpty();
        numbers.ShouldBeUnique();
    }
}
