using System.Text.Json;
using MarketoSync.Api.Http;
using MarketoSync.Intake;
using MarketoSync.Runs;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Api.Problems;

/// <summary>The answer to a request that was not carried out.</summary>
/// <param name="Detail">What happened, and what to do about it. Never a record's content, a secret or a stack trace.</param>
public sealed record Problem(ProblemKind Kind, string Detail) : IResult
{
    private const string TypePrefix = "urn:marketo-sync:problem:";

    /// <summary>The parameter at fault.</summary>
    public string? Parameter { get; init; }

    /// <summary>The one-based line of the body at fault.</summary>
    public long? Line { get; init; }

    /// <summary>The methods that the path takes, for 405.</summary>
    public string? Allow { get; init; }

    public static Problem Of(OptionFault fault) =>
        new(ProblemKinds.InvalidParameter, $"{fault.Option} {fault.Text}") { Parameter = fault.Option };

    public static Problem Of(DescriptionFault fault) => new(
        fault.Instead is null ? ProblemKinds.NotDescribed : ProblemKinds.InvalidParameter,
        $"{fault.Text} {WayOut(fault)} Nothing was sent.")
    {
        Parameter = fault.Option,
    };

    public static Problem Invalid(string parameter, string text) => Of(new OptionFault(parameter, text));

    public static Problem UnknownRun(string run) => new(ProblemKinds.UnknownRun, RunId.IsValid(run) ? $"There is no run {run}." : "That is no run's id.");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var headers = httpContext.Response.Headers;
        if (Allow is not null) headers.Allow = Allow;
        if (Kind.Status == StatusCodes.Status401Unauthorized) headers.WWWAuthenticate = "ApiKey";
        var body = new ProblemBody(TypePrefix + Kind.Code, Kind.Title, Kind.Status, Kind.Code, Detail, Parameter, Line);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Written.ProblemBody);
        return BytesAnswer.WriteAsync(httpContext, Kind.Status, "application/problem+json", bytes);
    }

    private static string WayOut(DescriptionFault fault) => fault switch
    {
        { Instead: { } right } => $"Give {fault.Option}={right}, or leave it out.",
        { Option: DescriptionFault.DedupeBy } => "dedupeBy can name the fields that tell the records apart.",
        _ => "With preflight=warn the records are sent unchecked.",
    };
}
