using System.Text.Json;
using MarketoSync.Budget.Leasing;
using MarketoSync.Functions.Hosting;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;

namespace MarketoSync.Functions.Budget;

/// <summary>Reaches the subscription's <see cref="CallBookEntity"/>: a request is a signal, and the answer is in the entity's state.</summary>
/// <param name="subscription">Host and port of the subscription.</param>
public sealed class DurableCallBook(DurableClients clients, string subscription, TimeProvider time) : ICallBook
{
    private static readonly TimeSpan s_firstLook = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_slowest = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly EntityInstanceId _entity = new(CallBookEntity.Name, subscription.Replace(':', '-'));

    public async Task<CallGrant> AskAsync(CallRequest request, CancellationToken cancellation)
    {
        var client = await clients.GetAsync(cancellation);
        await client.Entities.SignalEntityAsync(
            _entity, nameof(CallBookEntity.Ask), JsonSerializer.SerializeToElement(request, LeasingJson.Default.CallRequest), cancellation: cancellation);

        var until = time.GetUtcNow() + s_patience;
        for (var wait = s_firstLook; time.GetUtcNow() < until; wait = wait < s_slowest ? wait * 1.5 : wait)
        {
            await Task.Delay(wait, time, cancellation);
            if (await ReadAsync(client, cancellation) is { } book && book.GrantFor(request.Worker) is { } grant && grant.Sequence >= request.Sequence)
                return grant;
        }

        throw new IOException("The entity that keeps the call budget did not answer.");
    }

    public async Task PauseAsync(TimeSpan duration, CancellationToken cancellation)
    {
        var client = await clients.GetAsync(cancellation);
        await client.Entities.SignalEntityAsync(_entity, nameof(CallBookEntity.Pause), duration.TotalSeconds, cancellation: cancellation);
    }

    private async Task<CallBook?> ReadAsync(DurableTaskClient client, CancellationToken cancellation) =>
        await client.Entities.GetEntityAsync<JsonElement>(_entity, includeState: true, cancellation) is { IncludesState: true } entity
            ? entity.State.Deserialize(LeasingJson.Default.CallBook)
            : null;
}
