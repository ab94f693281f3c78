using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Matcher.Api.Hosting;

namespace Matcher.Api.Tests.Hosting;

/// <summary>What appsettings.json says is what the program does without it, and no key is missing or unknown.</summary>
public sealed class SettingsTests
{
    private static readonly string AppSettings = Path.Combine(SourceTree.Root, "api", "appsettings.json");

    // Their defaults depend on the machine.
    private static readonly string[] LeftOut = ["BatchRuns:Folder", "Scorer:ModelFolder"];

    private static readonly IConfiguration Settings = new ConfigurationBuilder().AddJsonFile(AppSettings).Build();

    private static readonly Type[] OptionsClasses =
    [
        .. typeof(ApiApp)
            .Assembly.GetTypes()
            .Where(type =>
                type.Name.EndsWith("Options", StringComparison.Ordinal) || type.Name.EndsWith("Settings", StringComparison.Ordinal)
            ),
    ];

    public static TheoryData<Type> Classes => [.. OptionsClasses];

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_default_in_the_file_is_the_default_of_the_class(Type options)
    {
        var read = Settings.GetSection(Section(options)).Get(options);
        var untouched = Activator.CreateInstance(options);
        Assert.All(Properties(options), property => Assert.Equal(property.GetValue(untouched), property.GetValue(read)));
    }

    [Fact]
    public void No_key_is_missing_or_unknown()
    {
        var known = OptionsClasses
            .SelectMany(options => Properties(options).Select(property => $"{Section(options)}:{property.Name}"))
            .Append(RankingServices.CatalogueFolderSetting)
            .Except(LeftOut);
        var written = JsonNode
            .Parse(File.ReadAllText(AppSettings))!
            .AsObject()
            .Where(section => section.Key != "Logging")
            .SelectMany(section => section.Value!.AsObject().Select(setting => $"{section.Key}:{setting.Key}"));
        Assert.Equal(known.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_catalogue_s_folder_that_is_empty_is_the_sample_s() =>
        Assert.Equal(RankingServices.CatalogueFolder(new ConfigurationBuilder().Build()), RankingServices.CatalogueFolder(Settings));

    [Fact]
    public void Every_setting_is_known_to_the_check_and_the_file_passes_it()
    {
        var known = OptionsClasses.SelectMany(options => Properties(options).Select(property => $"{Section(options)}:{property.Name}"));
        Assert.Empty(known.Except(SettingNames.All.Select(setting => setting.Key)));
        SettingsCheck.Check(Settings);
    }

    [Theory]
    [InlineData("""{ "Scorer": { "Dedline": "00:00:02" } }""", "There is no setting Scorer:Dedline. Did you mean Scorer:Deadline?")]
    [InlineData("""{ "Scorer": { "deadline": 2 } }""", "Scorer:Deadline is 2, a number without a unit. Write 00:00:02 for 2 seconds")]
    [InlineData("""{ "cors": { "Origns": ["https://hub.example"] } }""", "There is no setting cors:Origns. Did you mean Cors:Origins?")]
    public void A_mistake_in_the_file_is_told_like_one_anywhere_else(string file, string sentence)
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(file));
        var mistaken = new ConfigurationBuilder().AddJsonFile(AppSettings).AddJsonStream(json).Build();
        var told = Assert.Throws<InvalidDataException>(() => SettingsCheck.Check(mistaken)).Message;
        Assert.StartsWith(sentence, told, StringComparison.OrdinalIgnoreCase);
    }

    private static string Section(Type options) => (string)options.GetField("Section")!.GetRawConstantValue()!;

    private static IEnumerable<PropertyInfo> Properties(Type options) => options.GetProperties().Where(property => property.CanWrite);
}
