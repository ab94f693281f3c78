using System.Text.Json;
using Google.Protobuf;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Models;
using Matcher.Scorer.Serving;
using Matcher.Scorer.Simulation;

namespace Matcher.Scorer.Training;

/// <summary>
/// Makes a model's files fit to be served: canaries from what the model says of some made-up people, and the hashes of all. The same model
/// gives the same files, byte for byte.
/// </summary>
internal static class ModelSeal
{
    private const int CandidatesEach = 8;

    // Always the same people, whatever the seed of the model, so that models can be compared by them.
    private const int Seed = 2026;

    private static readonly (ProfileCompleteness Completeness, int Count)[] People =
    [
        (ProfileCompleteness.Full, 3),
        (ProfileCompleteness.Varied, 3),
        (ProfileCompleteness.Sparse, 1),
        (ProfileCompleteness.LocationOnly, 1),
    ];

    /// <summary>Seals what is in a folder: a manifest, and the evaluation of its model if there is one.</summary>
    /// <returns>The model's version.</returns>
    /// <exception cref="InvalidDataException">The manifest is missing or damaged, or the sample catalogue or the figures are.</exception>
    public static string Renew(string folder)
    {
        var manifest = ModelManifest.Read(ModelFolder.ManifestFile(folder));
        var evaluation = ModelFolder.EvaluationFile(folder);
        var files = new ModelFiles(
            File.ReadAllBytes(ModelFolder.ManifestFile(folder)),
            Canaries(manifest, CancellationToken.None),
            File.Exists(evaluation) ? File.ReadAllBytes(evaluation) : []
        );
        CheckedModel.Load(files);
        files.Write(folder);
        return manifest.Version;
    }

    /// <summary>What the model says of the made-up people.</summary>
    public static byte[] Canaries(ModelManifest manifest, CancellationToken cancellation)
    {
        var model = LoadedModel.Of(manifest).Model;
        var simulator = Simulator.Load(Seed);
        return new CanaryFile(
            manifest.Version,
            [
                .. People.SelectMany(people =>
                    Choice
                        .Of(
                            simulator
                                .Choosers(simulator.Base, people.Completeness)
                                .Draw(people.Count, DrawPurpose.Canary, cancellation, first: 100 * (int)people.Completeness)
                        )
                        .Select(choice => Of(choice, model))
                ),
            ]
        ).ToJson();
    }

    private static Canary Of(Choice choice, RankingModel model)
    {
        var request = new ScoreRequest
        {
            Profile = choice.Profile,
            Today = choice.Today,
            StartFrom = choice.Person.StartFrom,
            Candidates = { choice.Candidates.Take(CandidatesEach) },
        };
        var scores = new double[request.Candidates.Count];
        model.Score(choice.Person, request.Candidates, scores, default);
        return new(JsonElement.Parse(JsonFormatter.Default.Format(request)), scores);
    }
}
