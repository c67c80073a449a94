using MarketoSync.Api.Access;
using MarketoSync.Api.Http;
using MarketoSync.Api.Problems;
using MarketoSync.Configuration;
using MarketoSync.Inbox;
using MarketoSync.Intake;
using MarketoSync.Marketo;
using MarketoSync.Runs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MarketoSync.Api.Syncs;

/// <summary>
/// Begins runs, tells of them, and steers them. Each method answers one path, whatever the request's method: a host maps the path to it
/// with all methods and needs no logic of its own.
/// </summary>
public sealed class SyncsApi
{
    private static readonly string[] s_readOrPost = ["GET", "HEAD", "POST"];

    private readonly IRunStore _store;
    private readonly IRunEngine _engine;
    private readonly TimeProvider _time;
    private readonly AccessRules _access;
    private readonly Door _door;
    private readonly RunList _list;
    private readonly Upload _upload;
    private readonly SourceSync _source;
    private readonly RunControl _control;
    private readonly Retry _retry;
    private readonly ReportView _report;
    private readonly ResultsView _results;

    public SyncsApi(
        IRunStore store,
        IRunEngine engine,
        RunStarter starter,
        RunIntake intake,
        InboxSweep inbox,
        MarketoSettings marketo,
        SyncSettings settings,
        AccessRules access,
        TimeProvider time,
        ILogger<SyncsApi> logger)
    {
        ArgumentNullException.ThrowIfNull(store);
        (_store, _engine, _time, _access) = (store, engine, time, access);
        _door = new Door(access, logger);
        var keys = new KeyedRequests(store.Shared);
        var beginning = new RunBeginning(store, engine, marketo);
        var folders = new RunFolders(store, time, logger);
        _list = new RunList(store, engine);
        _upload = new Upload(intake, keys, folders, beginning, logger);
        _source = new SourceSync(store, inbox, settings, keys);
        _control = new RunControl(store, engine, starter, marketo, time);
        _retry = new Retry(store, engine, intake, keys, folders, beginning, marketo, logger);
        _report = new ReportView(store, engine);
        _results = new ResultsView(store, engine);
    }

    /// <summary><c>/api/syncs</c>: lists runs, or begins one.</summary>
    public Task SyncsAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var isPost = HttpMethods.IsPost(http.Request.Method);
        return _door.EnterAsync(
            http, s_readOrPost, isPost ? SyncOptionsQuery.Names : RunList.Parameters, _access.Refuse, () => isPost ? BeginAsync(http) : _list.AnswerAsync(http));
    }

    /// <summary><c>/api/syncs/{id}</c>: a run's state, progress and counts.</summary>
    public Task SyncAsync(HttpContext http, string id) => _door.ReadAsync(http, [], () => StatusAsync(http, id));

    /// <summary><c>/api/syncs/{id}/report</c></summary>
    public Task ReportAsync(HttpContext http, string id) => _door.ReadAsync(http, [], () => _report.AnswerAsync(http, id));

    /// <summary><c>/api/syncs/{id}/results</c></summary>
    public Task ResultsAsync(HttpContext http, string id) => _door.ReadAsync(http, ResultsView.Parameters, () => _results.AnswerAsync(http, id));

    /// <summary><c>/api/syncs/{id}/cancel</c></summary>
    public Task CancelAsync(HttpContext http, string id) => _door.PostAsync(http, [], () => _control.CancelAsync(http, id));

    /// <summary><c>/api/syncs/{id}/resume</c></summary>
    public Task ResumeAsync(HttpContext http, string id) => _door.PostAsync(http, [], () => _control.ResumeAsync(http, id));

    /// <summary><c>/api/syncs/{id}/retry</c></summary>
    public Task RetryAsync(HttpContext http, string id) => _door.PostAsync(http, Retry.Parameters, () => _retry.AnswerAsync(http, id));

    private async Task<IResult> BeginAsync(HttpContext http)
    {
        if (http.Request.Headers.ContentEncoding.ToString() is not ("" or "identity") || MediaTypes.FormatOf(http.Request.ContentType) is not { } format)
            return new Problem(ProblemKinds.UnsupportedMediaType, $"Records are taken as {MediaTypes.TakenAsRecords}.");

        var body = http.Request.Body;
        if (format == SourceFormat.Json)
        {
            var (source, records) = await UploadBody.PeekAsync(body, http.RequestAborted);
            if (source is { } named) return await _source.BeginAsync(http, named);
            body = records;
        }

        return await _upload.TakeInAsync(http, body, format);
    }

    private async Task<IResult> StatusAsync(HttpContext http, string id)
    {
        if (await RunView.FindAsync(_store, _engine, id, http.RequestAborted) is not { } view) return Problem.UnknownRun(id);
        if (view.State == SyncState.Running && _engine is IRunWatch watch && Preference.Wait(http.Request) is { } patience)
        {
            http.Response.Headers[Preference.Applied] = "wait";
            await WaitAsync(watch, id, patience, http.RequestAborted);
            if (await RunView.FindAsync(_store, _engine, id, http.RequestAborted) is not { } later) return Problem.UnknownRun(id);
            view = later;
        }

        return new JsonAnswer<SyncStatus>(StatusCodes.Status200OK, view.Status(ApiLinks.Of(http.Request)), ApiJson.Written.SyncStatus);
    }

    private async Task WaitAsync(IRunWatch watch, string id, TimeSpan patience, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            await watch.AtRestAsync(id, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
        }
    }
}
