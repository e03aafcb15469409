// SPDX-License-Identifier: EUPL-1.2

using Xunit;

namespace OnceOnly.Testing.Programs;

/// <summary>Foreign programs that tests run against. <c>test.sh</c> installs them where it may.</summary>
public static class Counterpart
{
    /// <summary>The program's path, from the folders given and then from <c>PATH</c>; null when it is not installed.</summary>
    public static string? Find(string name, params IEnumerable<string> folders) => folders
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator))
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);

    /// <summary>Skips the test where the counterpart is missing; fails it where everything must be there (<c>CI=true</c>).</summary>
    public static void Require(bool isHere, string what)
    {
        if (!isHere)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is "true", $"Missing: {what}.");
            Assert.Fail($"Missing: {what}.");
        }
    }
}
