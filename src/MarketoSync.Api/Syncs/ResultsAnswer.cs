using System.Buffers;
using System.IO.Pipelines;
using MarketoSync.Api.Http;
using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Runs;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Api.Syncs;

/// <summary>Results as they are read, whatever their number.</summary>
/// <param name="Only">The statuses wanted, or null for all.</param>
internal sealed record ResultsAnswer(IRunFolder Folder, IReadOnlySet<RecordStatus>? Only, string Type) : IResult
{
    private const int FlushBytes = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var isCsv = Type == MediaTypes.Csv;
        httpContext.Response.ContentType = isCsv ? $"{Type}; charset=utf-8" : Type;
        httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{Folder.Run}-results.{(isCsv ? "csv" : "ndjson")}\"";
        if (HttpMethods.IsHead(httpContext.Request.Method)) return;

        var output = httpContext.Response.BodyWriter;
        if (isCsv) ResultCsv.WriteHeader(output);
        await foreach (var result in ResultReader.ReadAsync(Folder, Only, httpContext.RequestAborted))
        {
            if (isCsv) ResultCsv.Write(output, result);
            else WriteLine(output, result);
            if (output.UnflushedBytes >= FlushBytes) await output.FlushAsync(httpContext.RequestAborted);
        }

        await output.FlushAsync(httpContext.RequestAborted);
    }

    private static void WriteLine(PipeWriter output, RecordResult result)
    {
        output.Write(ResultLine.Write(result));
        output.Write("\n"u8);
    }
}
