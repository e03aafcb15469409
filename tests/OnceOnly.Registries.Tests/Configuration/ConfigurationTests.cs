// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.Options;

namespace OnceOnly.Registries.Tests.Configuration;

/// <summary>A declaration that could fail while a citizen waits is refused at start, by its key.</summary>
public sealed class ConfigurationTests
{
    private const string Provider = Declaration.Provider;
    private const string Evidence = Declaration.Evidence;

    [Fact]
    public async Task A_complete_declaration_starts()
    {
        await using var adapter = new RegistryAdapter(Declaration.With());

        adapter.Provider.Reaches("registry").ShouldBeTrue();
        adapter.Provider.Reaches("another").ShouldBeFalse();
    }

    [Theory]
    [InlineData(Provider + ":Timeout:Try", "00:00:01", Provider + ":Timeout is not a setting")]
    [InlineData(Evidence + ":Reuse:Polisy", "Person", Evidence + ":Reuse:Polisy is not a setting")]
    [InlineData(Evidence + ":Documents:0:Mediatypes", "x", Evidence + ":Documents:0:Mediatypes is not a setting")]
    [InlineData(Provider + ":Timeouts:Try", "soon", Provider + ":Timeouts:Try has a value that cannot be read")]
    [InlineData(Provider + ":Credentials:Kind", "Password", "Make it one of None, ApiKey, Basic, ClientCertificate, OAuth")]
    [InlineData(Provider + ":Credentials:Kind", "7", Provider + ":Credentials:Kind has a value that cannot be read")]
    [InlineData("Registries:Requirements:proof:Procedures", "T3", "Registries:Requirements:proof:Procedures is a value")]
    [InlineData("Registries:EvidenceTypes:record:Subject", "Pet", "Registries:EvidenceTypes:record:Subject has a value")]
    [InlineData("Registries:EvidenceTypes:record:LevelOfAssurance", null, "Registries:EvidenceTypes:record:LevelOfAssurance is missing")]
    [InlineData("Registries:EvidenceTypes:record:Titles:en", null, "Registries:EvidenceTypes:record:Titles:en is missing")]
    [InlineData("Registries:EvidenceTypes:record:Titles:EL", "x", "Titles:EL must be a language tag in lower case")]
    [InlineData("Registries:EvidenceTypes:record:Requirements:0", "other", "names other, which is not under Registries:Requirements")]
    [InlineData("Registries:Requirements:proof:Procedures", null, "Registries:Requirements:proof:Procedures must name at least one")]
    [InlineData(Provider + ":Country", "Greece", Provider + ":Country must be a country code")]
    [InlineData(Provider + ":BaseAddress", "http://registry.example", Provider + ":BaseAddress must be an absolute https address")]
    [InlineData(Provider + ":BaseAddress", "registry.example", Provider + ":BaseAddress must be an absolute https address")]
    [InlineData(Provider + ":BaseAddress", "https://registry.example/?a=1", Provider + ":BaseAddress must have no query")]
    [InlineData(Provider + ":BaseAddress", "https://a:b@registry.example", Provider + ":BaseAddress must have no query, fragment or user")]
    [InlineData(Provider + ":BaseAddress", "http://127.0.0.1:5000", null)]
    [InlineData(Provider + ":BaseAddress", "http://localhost:5000/api", null)]
    [InlineData(Provider + ":MaximumDocumentBytes", "0", Provider + ":MaximumDocumentBytes must be from")]
    [InlineData(Provider + ":Timeouts:Try", "00:02:00", Provider + ":Timeouts must have")]
    [InlineData(Provider + ":Retry:Attempts", "50", Provider + ":Retry must have")]
    [InlineData(Provider + ":Breaker:FailureRatio", "0", Provider + ":Breaker must have")]
    [InlineData(Provider + ":TrustedAuthoritiesFile", "/none.pem", Provider + ":TrustedAuthoritiesFile names /none.pem, which cannot be read")]
    [InlineData(Provider + ":Credentials:Secret", "s", Provider + ":Credentials has a secret, which only")]
    [InlineData(Provider + ":Evidence:other:Preview", "true", Provider + ":Evidence:other is not under Registries:EvidenceTypes")]
    [InlineData(Provider + ":Credentials:Scope", "a", Provider + ":Credentials has TokenEndpoint, ClientId, Scope or Authentication, which only")]
    [InlineData(Evidence + ":Lookup:Path", "/{subject.dateOfBirth:dd.MM.yyyy}", null)]
    [InlineData(Evidence + ":Lookup:Path", "/{subject.dateOfBirth:dd.MM.yy}", "Only a date of birth has a form, with yyyy, MM and dd once each")]
    [InlineData(Evidence + ":Lookup:Path", "/{subject.identifier:dd.MM.yyyy}", "Only a date of birth has a form")]
    [InlineData(Evidence + ":Documents:0:Subject:0:DateFormat", "dd.MM.yyyy", Evidence + ":Documents:0:Subject:0:DateFormat belongs to a date")]
    [InlineData(Evidence + ":Lookup", null, Evidence + ":Lookup is missing")]
    [InlineData(Evidence + ":Lookup:Method", "PUT", Evidence + ":Lookup:Method must be GET or POST")]
    [InlineData(Evidence + ":Lookup:Method", "POST", Evidence + ":Lookup:Body belongs to POST")]
    [InlineData(Evidence + ":Lookup:Body", "{}", Evidence + ":Lookup:Body belongs to POST")]
    [InlineData(Evidence + ":Lookup:Records", "records", Evidence + ":Lookup:Records must be a JSON pointer")]
    [InlineData(Evidence + ":Lookup:Keys:key", "key", Evidence + ":Lookup:Keys:key must be a JSON pointer")]
    [InlineData(Evidence + ":Lookup:Keys:subject.identifier", "/a", "subject.identifier must be a name of letters and digits")]
    [InlineData(Evidence + ":Lookup:Keys:procedure", "/a", "Keys:procedure must be a name of letters and digits that nothing else has")]
    [InlineData(Evidence + ":Lookup:Path", "/lookup", Evidence + ":Lookup asks about nobody")]
    [InlineData(Evidence + ":Lookup:Path", "lookup/{subject.identifier}", Evidence + ":Lookup:Path must start with one slash")]
    [InlineData(Evidence + ":Lookup:Path", "//evil.example/{subject.identifier}", Evidence + ":Lookup:Path must start with one slash")]
    [InlineData(Evidence + ":Lookup:Path", "/{subject.id}", "has the unknown placeholder {subject.id}")]
    [InlineData(Evidence + ":Lookup:Path", "/{subject.legalName}", "has the unknown placeholder {subject.legalName}")]
    [InlineData(Evidence + ":Lookup:Path", "/{key}/{subject.identifier}", "has the unknown placeholder {key}")]
    [InlineData(Evidence + ":Lookup:Path", "/{subject.identifier", Evidence + ":Lookup:Path has a character that no path may have")]
    [InlineData(Evidence + ":Lookup:Path", "/a b/{subject.identifier}", Evidence + ":Lookup:Path has a character that no path may have")]
    [InlineData(Evidence + ":Lookup:Path", "/../{subject.identifier}", Evidence + ":Lookup:Path must not have the segments . or ..")]
    [InlineData(Evidence + ":Documents:0:Path", null, Evidence + ":Documents:0:Path is missing")]
    [InlineData(Evidence + ":Documents:0:Path", "/{other}", "has the unknown placeholder {other}")]
    [InlineData(Evidence + ":Documents:0:MediaType", "application/json; charset=utf-8", Evidence + ":Documents:0:MediaType must be a media type")]
    [InlineData(Evidence + ":Documents:0:MediaType", "application/pdf", Evidence + ":Documents:0:Subject cannot be read from this media type")]
    [InlineData(Evidence + ":Documents:0:FileName", "../record.json", Evidence + ":Documents:0:FileName must be a plain file name")]
    [InlineData(Evidence + ":Documents:0:FileName", "record", Evidence + ":Documents:0:FileName must be a plain file name")]
    [InlineData(Evidence + ":Documents:0:Delivered", "false", Evidence + ":Documents must have at least one to deliver")]
    [InlineData(Evidence + ":Documents:0:Namespaces:p", "urn:p", Evidence + ":Documents:0:Namespaces belongs to XML")]
    [InlineData(Evidence + ":Documents:0:Subject", null, Evidence + " has no Subject")]
    [InlineData(Evidence + ":Documents:0:Subject:0:At", "id", Evidence + ":Documents:0:Subject:0:At must be a JSON pointer")]
    [InlineData(Evidence + ":Documents:0:Subject:0:IsOneOf:0", "subject.legalName", Evidence + ":Documents:0:Subject:0:IsOneOf must list some of")]
    [InlineData(Evidence + ":Documents:0:Subject:0:IsOneOf:1", "subject.familyName", Evidence + ":Documents:0:Subject:0:IsOneOf must list attributes of one meaning")]
    [InlineData(Evidence + ":Documents:0:Subject:0:IsOneOf:0", "subject.familyName", Evidence + " has no Subject")]
    [InlineData(Evidence + ":Preview", "false", Evidence + ":PreviewWaivedBy must name the law")]
    [InlineData(Evidence + ":PreviewWaivedBy", "Act 1", Evidence + ":PreviewWaivedBy must name the law when Preview is false, and be absent")]
    [InlineData(Evidence + ":Reuse:Policy", "Person", Evidence + ":Reuse:LegalBasis is missing")]
    [InlineData(Evidence + ":Reuse:Policy", "Person", Evidence + ":Reuse:MaximumAge is missing")]
    [InlineData(Evidence + ":Reuse:MaximumAge", "30.00:00:00", Evidence + ":Reuse has LegalBasis, MaximumAge or Tenants")]
    [InlineData(Evidence + ":Deferral:Statuses:0", "500", Evidence + ":Deferral:Statuses must list 202, 503 or both")]
    [InlineData(Evidence + ":Deferral:Until", "/at", Evidence + ":Deferral:Statuses must list 202, 503 or both")]
    public void One_change_is_refused_by_its_key(string key, string? value, string? message)
    {
        void Start() => _ = new RegistryAdapter(Declaration.With((key, value)));

        if (message is null)
        {
            Should.NotThrow(Start);
        }
        else
        {
            Should.Throw<OptionsValidationException>(Start).Failures.ShouldContain(failure => failure.Contains(message, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("{subject.identifier}")]
    [InlineData("""{"id":{subject.identifier}}""")]
    [InlineData("""{"id":"{subject.identifier}" """)]
    [InlineData("""{"id":"{subject.identifier}","x":"{}{unknown}"}""")]
    public void A_body_is_json_with_known_placeholders_in_its_strings(string body)
    {
        var refused = Should.Throw<OptionsValidationException>(() => new RegistryAdapter(Declaration.With(
            (Evidence + ":Lookup:Method", "POST"), (Evidence + ":Lookup:Path", "/lookup"), (Evidence + ":Lookup:Body", body))));

        refused.Message.ShouldContain(Evidence + ":Lookup:Body");
    }

    [Theory]
    [InlineData("ApiKey", "Header must be the name of a header")]
    [InlineData("ApiKey", "needs either Secret or SecretFile")]
    [InlineData("Basic", "User must be a user name")]
    [InlineData("Basic", "needs either Secret or SecretFile")]
    [InlineData("ClientCertificate", "CertificateFile is missing")]
    [InlineData("OAuth", "Authentication is missing")]
    [InlineData("OAuth", "ClientId is missing")]
    [InlineData("OAuth", "TokenEndpoint must be an absolute https address")]
    public void Credentials_are_complete(string kind, string message) =>
        Should.Throw<OptionsValidationException>(() => new RegistryAdapter(Declaration.With((Provider + ":Credentials:Kind", kind))))
            .Message.ShouldContain(Provider + ":Credentials" + (message[0] is 'n' ? " " : ":") + message);

    [Theory]
    [InlineData("line\nbreak")]
    [InlineData("")]
    [InlineData("ümlaut")]
    public void A_secret_fits_in_a_header_and_is_never_repeated(string secret)
    {
        var refused = Should.Throw<OptionsValidationException>(() => new RegistryAdapter(Declaration.With(
            (Provider + ":Credentials:Kind", "ApiKey"), (Provider + ":Credentials:Header", "X-Key"), (Provider + ":Credentials:Secret", secret))));

        refused.Message.ShouldContain("has a secret that is empty or has characters no header can carry");
        refused.Message.ShouldNotContain("ümlaut");
    }

    [Theory]
    [InlineData("/p:person/p:id", null)]
    [InlineData("/q:person/q:id", "urn:p")]
    [InlineData("/p:person/[", "urn:p")]
    [InlineData("count(/p:person)", "urn:p")]
    public void An_xpath_selects_nodes_and_its_prefixes_are_declared(string path, string? @namespace) =>
        Should.Throw<OptionsValidationException>(() => new RegistryAdapter(Declaration.With(
                Declaration.AsXml.Append((Evidence + ":Documents:0:Namespaces:p", @namespace)).Append((Evidence + ":Documents:0:Subject:0:At", path)))))
            .Message.ShouldContain(Evidence + ":Documents:0:Subject:0:At must be");

    [Fact]
    public void Two_documents_have_two_file_names()
    {
        var refused = Should.Throw<OptionsValidationException>(() => new RegistryAdapter(Declaration.With(
            (Evidence + ":Documents:1:Path", "/x"), (Evidence + ":Documents:1:MediaType", "application/pdf"), (Evidence + ":Documents:1:FileName", "Record.json"))));

        refused.Message.ShouldContain(Evidence + ":Documents must have a FileName each");
    }

    [Fact]
    public void Names_and_date_of_birth_identify_a_person_as_an_identifier_does() =>
        Should.NotThrow(() => new RegistryAdapter(Declaration.With(
            (Evidence + ":Documents:0:Subject:0:IsOneOf:0", "subject.familyName"),
            (Evidence + ":Documents:0:Subject:1:At", "/given"),
            (Evidence + ":Documents:0:Subject:1:IsOneOf:0", "subject.givenName"),
            (Evidence + ":Documents:0:Subject:2:At", "/born"),
            (Evidence + ":Documents:0:Subject:2:IsOneOf:0", "subject.dateOfBirth"))));

    [Fact]
    public async Task No_registries_at_all_is_a_configuration_too()
    {
        await using var adapter = new RegistryAdapter(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build());

        adapter.Provider.Reaches("registry").ShouldBeFalse();
    }
}
