using System.Runtime.CompilerServices;
using Grpc.Core;
using Matcher.Data.Domain;
using Matcher.Protos;
using Matcher.Protos.Scoring.V1;
using Candidate = Matcher.Data.Eligibility.Candidate;

namespace Matcher.Api.Scoring;

/// <summary>
/// Says a catalogue's cohorts to the scorer once, which keeps them under a key, so that a request only names them. A scorer that does not
/// know the key, because it is another or new, gets them again.
/// </summary>
internal sealed class CohortRegistration(ScoringService.ScoringServiceClient client)
{
    private readonly ConditionalWeakTable<Catalogue, string> keys = [];

    /// <summary>Asks for something about a catalogue's kept cohorts.</summary>
    /// <param name="catalogue">Whose cohorts the kept candidates are.</param>
    /// <param name="options">Deadline and cancellation of the calls that it takes.</param>
    /// <param name="ask">Asks, with the key; a second time when the key turns out to be unknown.</param>
    /// <exception cref="RpcException">There was no answer.</exception>
    public async Task<T> Ask<T>(Catalogue catalogue, CallOptions options, Func<string, Task<T>> ask)
    {
        if (keys.TryGetValue(catalogue, out var key))
        {
            try
            {
                return await ask(key);
            }
            catch (RpcException error) when (error.StatusCode == StatusCode.NotFound)
            {
                // Not kept there, or no longer.
            }
        }
        return await ask(await Keep(catalogue, options));
    }

    /// <summary>Names candidates by their cohorts' indices in a catalogue.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="candidates">Of its cohorts, in its order: so one walk along it finds them all.</param>
    public static KeptCandidates Name(Catalogue catalogue, IReadOnlyList<Candidate> candidates)
    {
        var kept = new KeptCandidates();
        var indices = kept.Cohorts.Resize(candidates.Count);
        var miles = kept.DistanceMiles.Resize(candidates.Count);
        var sessions = kept.AttendableSessions.Resize(candidates.Count);
        var index = 0;
        for (var i = 0; i < candidates.Count; i++)
        {
            var (cohort, distance, attendable) = candidates[i];
            while (!ReferenceEquals(catalogue.Cohorts[index], cohort))
                index++;
            (indices[i], miles[i], sessions[i]) = (index, distance, attendable);
        }
        return kept;
    }

    private async Task<string> Keep(Catalogue catalogue, CallOptions options)
    {
        var request = new KeepCohortsRequest();
        foreach (var cohort in catalogue.Cohorts)
            request.Cohorts.Add(cohort.ToMessage());
        var response = await client.KeepCohortsAsync(request, options);
        keys.AddOrUpdate(catalogue, response.Key);
        return response.Key;
    }
}
