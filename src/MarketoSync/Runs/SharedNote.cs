using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MarketoSync.Runs;

/// <summary>
/// A small object by which processes take turns: it is written only in place of what was read last, so that of two that believe
/// to be alone only one goes on.
/// </summary>
internal sealed class SharedNote<T> where T : SharedContent
{
    private readonly IObjectFolder _folder;
    private readonly string _name;
    private readonly JsonTypeInfo<T> _json;
    private string? _version;

    private SharedNote(IObjectFolder folder, string name, JsonTypeInfo<T> json, T content)
    {
        (_folder, _name, _json) = (folder, name, json);
        Content = content;
    }

    public T Content { get; private set; }

    /// <param name="empty">What it holds where there is none yet.</param>
    public static async Task<SharedNote<T>> ReadAsync(
        IObjectFolder folder, string name, JsonTypeInfo<T> json, T empty, CancellationToken cancellation)
    {
        if (await folder.ReadVersionAsync(name, cancellation) is not { } stored) return new SharedNote<T>(folder, name, json, empty);

        var content = JsonSerializer.Deserialize(stored.Content.Span, json) ?? throw new InvalidDataException($"{name} is empty.");
        return new SharedNote<T>(folder, name, json, content) { _version = stored.Version };
    }

    /// <exception cref="TurnLostException">Another process wrote it meanwhile. Nothing was changed.</exception>
    public async Task WriteAsync(T content, CancellationToken cancellation)
    {
        var next = (T)((SharedContent)content with { Turn = Content.Turn + 1 });
        _version = await _folder.TryWriteAsync(_name, JsonSerializer.SerializeToUtf8Bytes(next, _json), _version, cancellation)
            ?? throw new TurnLostException(_name);
        Content = next;
    }
}
