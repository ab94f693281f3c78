using System.Text;
using System.Text.Json;
using Matcher.Scorer.Models;
using Matcher.Scorer.Serving;

namespace Matcher.Scorer.Tests.Serving;

/// <summary>Models that must not be served.</summary>
public sealed class RefusedModelTests : IDisposable
{
    private readonly OwnModel own = new();

    private static string First => OwnModel.Version(OwnModel.Shipped);

    public void Dispose() => own.Dispose();

    [Fact]
    public async Task Whatever_happens_to_a_file_it_is_refused_with_a_reason_and_the_model_before_goes_on()
    {
        var (first, second) = (Contents(OwnModel.Shipped), Contents(OwnModel.Other(1)));
        await using var scorer = WatchingScorer.Of(own);
        var reasons = new HashSet<string>();
        foreach (var file in second.Keys)
        {
            byte[] whole = second[file];
            var ways = new Dictionary<string, byte[]?>
            {
                ["deleted"] = null,
                ["empty"] = [],
                ["truncated"] = whole[..(whole.Length / 2)],
                ["foreign"] = "{ \"name\": \"matcher\" }\n"u8.ToArray(),
                ["of the model before"] = first[file],
                ["with a flipped bit"] = [.. whole[..50], (byte)(whole[50] ^ 1), .. whole[51..]],
                ["with a line more"] = [.. whole, (byte)'\n'],
                ["NaN"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(whole).Replace("0.", "NaN", StringComparison.Ordinal)),
                ["too large"] = new byte[2 * 1024 * 1024],
            };
            foreach (var (way, content) in ways.Where(way => way.Value is null || !way.Value.SequenceEqual(whole)))
            {
                foreach (var (name, good) in second)
                    File.WriteAllBytes(own.At(name), good);
                if (content is null)
                    File.Delete(own.At(file));
                else
                    File.WriteAllBytes(own.At(file), content);
                // What was looked at between two files is refused for another reason.
                var said = await scorer.Until(said => said.RefusedReason.Contains(file, StringComparison.Ordinal));
                Assert.True(said.ModelVersion == First, $"{file} {way} was served.");
                Assert.DoesNotContain(own.Path, said.RefusedReason, StringComparison.Ordinal);
                reasons.Add(said.RefusedReason);
                Assert.Equal(First, (await scorer.Client.ScoreAsync(Some.Request())).ModelVersion);
                Array.ForEach([.. first], each => File.WriteAllBytes(own.At(each.Key), each.Value));
                await scorer.Serves(First);
            }
        }
        var logged = scorer.Log.Where(line => line.Event == 1102).Select(line => line.Text).ToList();
        Assert.All(reasons, reason => Assert.Contains(logged, text => text.EndsWith(reason, StringComparison.Ordinal)));
        // What was served is kept, as its folder held something else.
        Assert.Equal(First, Assert.Single(ModelHistory.List(own.Path)).Version);
        Array.ForEach([.. second], each => File.WriteAllBytes(own.At(each.Key), each.Value));
        await scorer.Serves(OwnModel.Version(OwnModel.Other(1)));
    }

    [Fact]
    public async Task A_model_that_is_half_copied_changes_nothing_in_whatever_order_its_files_come()
    {
        await using var scorer = WatchingScorer.Of(own);
        var served = OwnModel.Shipped;
        string[] names = [.. Contents(served).Keys];
        for (var turn = 0; turn < names.Length; turn++)
        {
            var next = turn % 2 == 0 ? OwnModel.Other(1) : OwnModel.Shipped;
            var (content, version) = (Contents(next), OwnModel.Version(served));
            string[] order = [.. names.Skip(turn), .. names.Take(turn)];
            foreach (var name in order[..^1])
            {
                File.WriteAllBytes(own.At(name), content[name]);
                Assert.Equal(version, (await scorer.Until(said => said.RefusedAt is not null)).ModelVersion);
            }
            File.WriteAllBytes(own.At(order[^1]), content[order[^1]]);
            await scorer.Serves(OwnModel.Version(next));
            served = next;
        }
    }

    [Fact]
    public async Task The_same_fault_is_logged_once_and_keeps_the_time_at_which_it_was_seen()
    {
        await using var scorer = WatchingScorer.Of(own);
        File.WriteAllText(own.At(ModelFiles.ManifestName), "{}");
        var seen = (await scorer.Until(said => said.RefusedAt is not null)).RefusedAt;
        // Each write is another look.
        foreach (var text in new[] { "{ }", "{  }" })
        {
            File.WriteAllText(own.At(ModelFiles.ManifestName), text);
            File.WriteAllText(own.At(ModelFiles.EvaluationName), text);
            await scorer.Until(said => said.RefusedReason.Contains(ModelFiles.ManifestName, StringComparison.Ordinal));
        }
        Assert.Equal(seen, (await scorer.Describe()).RefusedAt);
        Assert.Equal(1102, Assert.Single(scorer.Log).Event);
    }

    public static TheoryData<string, string> Sealed =>
        new()
        {
            { "manifest: no number", "not a number from -1000 to 1000" },
            { "manifest: no finite number", "not a number from -1000 to 1000" },
            { "manifest: negative", "negative weight" },
            { "manifest: other terms", "other terms" },
            { "manifest: null", "is null" },
            { "manifest: other version", "its weights are not those of its version" },
            { "manifest: share", "recorded share" },
            { "manifest: provider twice", "two effects of one provider" },
            { "manifest: foreign", "can't be read" },
            { "canaries: of another model", "It is of" },
            { "canaries: none", "It has no canaries" },
            { "canaries: null", "It has no canaries" },
            { "canaries: foreign", "canaries.json can't be used" },
            { "canaries: other scores", "does not give the scores" },
            { "canaries: fewer scores", "as many candidates as scores" },
            { "canaries: another request", "breaks the contract" },
            { "canaries: no request", "canaries.json can't be used" },
        };

    [Theory]
    [MemberData(nameof(Sealed))]
    public void Hashes_that_fit_do_not_make_a_model_fit_to_be_served(string what, string reason)
    {
        var good = OwnModel.Shipped;
        Changed(what, good).Write(own.Path);
        var error = Assert.Throws<InvalidDataException>(() =>
        {
            CheckedModel.Load(own.Path);
        });
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private static ModelFiles Changed(string what, ModelFiles good)
    {
        var manifest = ModelManifest.Parse(good.Manifest);
        var canaries = CanaryFile.Read(good.Canaries)!;
        var first = canaries.Canaries[0];
        return what switch
        {
            "manifest: no number" => First(term => term with { Weight = 1e4 }),
            "manifest: no finite number" => Text(good.Manifest, "\"mean\": -0.98", "\"mean\": -1e999, \"x\": -0.98"),
            "manifest: negative" => First(term => term with { Weight = -1 }),
            "manifest: other terms" => First(term => term with { Term = "other" }),
            "manifest: null" => Text(good.Manifest, "\"terms\": [", "\"terms\": [ null,"),
            "manifest: other version" => Manifest(manifest with { Version = "conditionalLogit-000000000000" }, seal: false),
            "manifest: share" => Manifest(manifest with { RecordedShare = 2 }),
            "manifest: provider twice" => Manifest(manifest with { ProviderEffects = [new("a", 0), new("a", 1)] }),
            "manifest: foreign" => good with { Manifest = "{}"u8.ToArray() },
            "canaries: of another model" => good with { Canaries = OwnModel.Other(1).Canaries },
            "canaries: none" => Canaries(),
            "canaries: null" => good with { Canaries = Encoding.UTF8.GetBytes($$"""{"modelVersion":"{{manifest.Version}}","canaries":[null]}""") },
            "canaries: foreign" => good with { Canaries = "[]"u8.ToArray() },
            "canaries: other scores" => Canaries(first with { Scores = [.. first.Scores.Select(score => score + 1e-5)] }),
            "canaries: fewer scores" => Canaries(first with { Scores = [.. first.Scores.Skip(1)] }),
            "canaries: another request" => Canaries(first with { Request = JsonElement.Parse("{}") }),
            "canaries: no request" => Canaries(first with { Request = JsonElement.Parse("""{ "profile": 1 }""") }),
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };

        ModelFiles First(Func<TermWeight, TermWeight> change) =>
            Manifest(manifest with { Terms = [change(manifest.Terms[0]), .. manifest.Terms.Skip(1)] });

        ModelFiles Manifest(ModelManifest other, bool seal = true) =>
            good with { Manifest = Encoding.UTF8.GetBytes((seal ? other with { Version = other.VersionOfContent() } : other).ToJson()) };

        ModelFiles Canaries(params Canary[] some) => good with { Canaries = new CanaryFile(manifest.Version, some).ToJson() };

        ModelFiles Text(byte[] content, string old, string other)
        {
            var text = Encoding.UTF8.GetString(content);
            Assert.Contains(old, text, StringComparison.Ordinal);
            return good with { Manifest = Encoding.UTF8.GetBytes(text.Replace(old, other, StringComparison.Ordinal)) };
        }
    }

    private static Dictionary<string, byte[]> Contents(ModelFiles files)
    {
        using var folder = new OwnModel();
        files.Write(folder.Path);
        return Directory.EnumerateFiles(folder.Path).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);
    }
}
