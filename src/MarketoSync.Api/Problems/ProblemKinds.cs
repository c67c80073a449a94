namespace MarketoSync.Api.Problems;

/// <summary>All that the API answers when it does not do what was asked: the table of codes.</summary>
public static class ProblemKinds
{
    public static ProblemKind UnknownParameter { get; } = new("unknown-parameter", 400, "A parameter is not known");

    public static ProblemKind InvalidParameter { get; } = new("invalid-parameter", 400, "A parameter does not fit");

    public static ProblemKind InvalidInput { get; } = new("invalid-input", 400, "The records cannot be read");

    public static ProblemKind InvalidKey { get; } = new("invalid-idempotency-key", 400, "The Idempotency-Key cannot be used");

    /// <summary>The body broke off, came too slowly or was no HTTP.</summary>
    public static ProblemKind BadRequest { get; } = new("bad-request", 400, "The request cannot be read");

    public static ProblemKind KeyRequired { get; } = new("key-required", 401, "A key is required");

    public static ProblemKind InvalidSignature { get; } = new("invalid-signature", 401, "The signature does not fit the body");

    public static ProblemKind ForeignOrigin { get; } = new("foreign-origin", 403, "Only this machine may ask");

    public static ProblemKind UnknownPath { get; } = new("unknown-path", 404, "There is nothing at this path");

    public static ProblemKind UnknownRun { get; } = new("unknown-run", 404, "There is no such run");

    public static ProblemKind UnknownSource { get; } = new("unknown-source", 404, "There is no such file in the inbox");

    public static ProblemKind MethodNotAllowed { get; } = new("method-not-allowed", 405, "The path does not take this method");

    public static ProblemKind NotAcceptable { get; } = new("not-acceptable", 406, "None of the types accepted can be given");

    public static ProblemKind ReportNotReady { get; } = new("report-not-ready", 409, "The run has no report yet");

    public static ProblemKind RunNotRunning { get; } = new("run-not-running", 409, "The run is not under way");

    public static ProblemKind RunNotStopped { get; } = new("run-not-stopped", 409, "The run has not stopped");

    public static ProblemKind RunNotOver { get; } = new("run-not-over", 409, "The run is not over");

    public static ProblemKind NothingToRetry { get; } = new("nothing-to-retry", 409, "No record of the run is to be sent again");

    public static ProblemKind OtherSubscription { get; } = new("other-subscription", 409, "The run is for another subscription or version");

    public static ProblemKind InboxBusy { get; } = new("inbox-busy", 409, "The inbox is busy");

    public static ProblemKind UnsupportedMediaType { get; } = new("unsupported-media-type", 415, "The body is of a type that is not taken");

    public static ProblemKind KeyReused { get; } = new("idempotency-key-reused", 422, "The Idempotency-Key was used for another request");

    public static ProblemKind InternalError { get; } = new("internal-error", 500, "A fault of the server");

    public static ProblemKind StorageUnavailable { get; } = new("storage-unavailable", 503, "The storage does not answer");

    /// <summary>Marketo does not tell what has to be known of an object before its records can be taken in.</summary>
    public static ProblemKind NotDescribed { get; } = new("not-described", 503, "Marketo does not describe the object");

    public static IReadOnlyList<ProblemKind> All { get; } =
    [
        UnknownParameter, InvalidParameter, InvalidInput, InvalidKey, BadRequest, KeyRequired, InvalidSignature, ForeignOrigin, UnknownPath,
        UnknownRun, UnknownSource, MethodNotAllowed, NotAcceptable, ReportNotReady, RunNotRunning, RunNotStopped, RunNotOver, NothingToRetry,
        OtherSubscription, InboxBusy, UnsupportedMediaType, KeyReused, InternalError, StorageUnavailable, NotDescribed,
    ];
}
