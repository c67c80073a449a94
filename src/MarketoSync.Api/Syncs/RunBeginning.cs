using MarketoSync.Marketo;
using MarketoSync.Runs;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Api.Syncs;

/// <summary>Begins runs that were read in, as intake noted them: it has settled what the request left open.</summary>
internal sealed class RunBeginning(IRunStore store, IRunEngine engine, MarketoSettings marketo)
{
    /// <summary>Whoever asks no longer matters: the run is theirs by its key.</summary>
    public async Task<IResult> BeginAsync(HttpContext http, string run)
    {
        var definition = await RunDefinitionFile.ReadAsync(store.Open(run), CancellationToken.None);
        if (definition is not null && RunControl.RequestOf(definition, marketo) is { } request)
            await engine.StartAsync(request.Input(run, marketo), CancellationToken.None);
        return SyncAccepted.Answer(http.Request, run, definition?.Warnings);
    }
}
