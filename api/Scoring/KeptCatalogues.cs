using System.Runtime.CompilerServices;
using Grpc.Core;
using Matcher.Data.Domain;
using Matcher.Protos;
using Matcher.Protos.Scoring.V1;

namespace Matcher.Api.Scoring;

/// <summary>
/// Says a catalogue's cohorts to the scorer once, which keeps them under a key, so that a request only names them. A scorer that does not
/// know the key, because it is another or new, is told again.
/// </summary>
internal sealed class KeptCatalogues(ScoringService.ScoringServiceClient client)
{
    private readonly ConditionalWeakTable<Catalogue, string> keys = [];

    /// <summary>Asks for scores of a catalogue's cohorts.</summary>
    /// <param name="catalogue">What the request's kept candidates are places in; the key is put in here.</param>
    /// <param name="request">The request.</param>
    /// <param name="options">Deadline and cancellation, for all calls that it takes.</param>
    /// <exception cref="RpcException">There was no answer.</exception>
    public async Task<ScoreResponse> Score(Catalogue catalogue, ScoreRequest request, CallOptions options)
    {
        if (keys.TryGetValue(catalogue, out var key))
        {
            request.Kept.Key = key;
            try
            {
                return await client.ScoreAsync(request, options);
            }
            catch (RpcException error) when (error.StatusCode == StatusCode.NotFound)
            {
                // Not kept there, or no longer.
            }
        }
        request.Kept.Key = await Keep(catalogue, options);
        return await client.ScoreAsync(request, options);
    }

    private async Task<string> Keep(Catalogue catalogue, CallOptions options)
    {
        var request = new KeepCohortsRequest();
        foreach (var cohort in catalogue.Cohorts) request.Cohorts.Add(cohort.ToMessage());
        var response = await client.KeepCohortsAsync(request, options);
        keys.AddOrUpdate(catalogue, response.Key);
        return response.Key;
    }
}
