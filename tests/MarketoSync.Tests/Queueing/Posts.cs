using System.Text;
using MarketoSync.Queueing;

namespace MarketoSync.Tests.Queueing;

/// <summary>Messages as the HTTP API enqueues them.</summary>
internal static class Posts
{
    public static string Of(params string[] records) => With(records);

    public static string With(
        string[] records, string action = "createOrUpdate", string lookupField = "email", string? partition = null, string target = "leads",
        string? post = null) =>
        Encoding.UTF8.GetString(new RecordEnvelope(target, action, records, lookupField, partition, post).Content());

    public static string Lead(string name, string key = "email") => $$"""{"{{key}}":"{{name}}@x.example"}""";
}
