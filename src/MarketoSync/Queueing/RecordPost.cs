using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using MarketoSync.Runs;

namespace MarketoSync.Queueing;

/// <summary>
/// Checks what a webhook posts: a record, an array of records, or an object that holds such an array as <c>records</c> or <c>input</c>. All
/// records of a post go into one message, so that they are taken together or not at all.
/// </summary>
public static class RecordPost
{
    /// <summary>More than that is a source for a sync of its own.</summary>
    public const int MostRecords = 300;

    public const int MostBytes = 1_000_000;

    /// <summary>What the records' run says that they came from.</summary>
    public const string Source = "queue";

    private const string Shape = "Post a record, an array of records, or {\"records\":[…]}, as JSON in UTF-8.";

    private static readonly PostFault s_tooLarge = new(PostFaultKind.TooLarge, string.Create(
        CultureInfo.InvariantCulture, $"A post may have {MostBytes} bytes and hold {MostRecords} records. Sync more than that as a file."));

    /// <param name="post">The post's <see cref="PostId"/>.</param>
    /// <param name="options">Format and what to do about the quota have no place here.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> body,
        string post,
        SyncOptions options,
        [NotNullWhen(true)] out RecordEnvelope? envelope,
        [NotNullWhen(false)] out PostFault? fault)
    {
        (envelope, fault) = Read(body, post, options);
        return envelope is not null;
    }

    private static (RecordEnvelope?, PostFault?) Read(ReadOnlyMemory<byte> body, string post, SyncOptions options)
    {
        if (options.OnQuota is not null)
            return (null, new PostFault(PostFaultKind.Option, "does not go with posted records: they wait.", "onQuota"));
        if (options.MaxRefused is not null)
            return (null, new PostFault(PostFaultKind.Option, "does not go with posted records: they are too few at a time.", "maxRefused"));
        if (!SyncRequest.TryRead(options with { Format = "ndjson" }, Source, out var request, out var wrong))
            return (null, new PostFault(PostFaultKind.Option, wrong.Text, wrong.Option));
        if (body.Length > MostBytes) return (null, s_tooLarge);
        if (!Utf8.IsValid(body.Span)) return (null, new PostFault(PostFaultKind.Body, $"The body is not UTF-8. {Shape}"));

        var text = body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;
        if (text.Span.Trim(" \t\r\n"u8).IsEmpty) return (null, new PostFault(PostFaultKind.Empty, $"The body is empty. {Shape}"));
        try
        {
            using var json = JsonDocument.Parse(text);
            var (records, fault) = Records(json.RootElement);
            return fault is null
                ? (RecordEnvelope.Of(request, records, post), null)
                : (null, fault);
        }
        catch (JsonException bad)
        {
            return (null, new PostFault(PostFaultKind.Body, string.Create(
                CultureInfo.InvariantCulture, $"The body is no JSON: line {bad.LineNumber + 1}, byte {bad.BytePositionInLine + 1}. {Shape}")));
        }
    }

    private static (IReadOnlyList<string> Records, PostFault? Fault) Records(JsonElement root)
    {
        switch (root.ValueKind)
        {
            case JsonValueKind.Array:
                return Elements(root);
            case JsonValueKind.Object when FindArray(root) is { } array:
                return root.EnumerateObject().Count() == 1
                    ? Elements(array.Value)
                    : ([], new PostFault(PostFaultKind.Body, $"Beside \"{array.Name}\" the body may hold nothing: give options in the query."));
            case JsonValueKind.Object:
                return ([root.GetRawText()], null);
            default:
                return ([], new PostFault(PostFaultKind.Body, Shape));
        }
    }

    private static (IReadOnlyList<string> Records, PostFault? Fault) Elements(JsonElement array)
    {
        var count = array.GetArrayLength();
        if (count == 0) return ([], new PostFault(PostFaultKind.Empty, "The array holds no record."));
        if (count > MostRecords) return ([], s_tooLarge);

        var records = new List<string>(count);
        foreach (var element in array.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Object)
            {
                return ([], new PostFault(PostFaultKind.Body, string.Create(
                    CultureInfo.InvariantCulture, $"Element {records.Count + 1} of the array is no object: a record is an object with fields.")));
            }

            records.Add(element.GetRawText());
        }

        return (records, null);
    }

    private static JsonProperty? FindArray(JsonElement root)
    {
        foreach (var property in root.EnumerateObject())
        {
            // As it is written: a name may hold half a character, which cannot be read as text.
            var name = JsonMarshal.GetRawUtf8PropertyName(property);
            if (property.Value.ValueKind == JsonValueKind.Array && (name.SequenceEqual("records"u8) || name.SequenceEqual("input"u8)))
                return property;
        }

        return null;
    }
}
