using Microsoft.DurableTask.Client;

namespace MarketoSync.Functions.Hosting;

/// <summary>
/// The client of the task hub, for what lives longer than a function call. The host gives it to function calls only; it is the same
/// each time, and stays usable afterwards.
/// </summary>
public sealed class DurableClients
{
    private readonly TaskCompletionSource<DurableTaskClient> _client = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Remember(DurableTaskClient client) => _client.TrySetResult(client);

    /// <summary>Does what needs the client, which this call of a function brought.</summary>
    public Task With(DurableTaskClient client, Func<Task> work)
    {
        Remember(client);
        return work();
    }

    /// <summary>The client, as soon as any function call has brought it.</summary>
    public Task<DurableTaskClient> GetAsync(CancellationToken cancellation) => _client.Task.WaitAsync(cancellation);
}
