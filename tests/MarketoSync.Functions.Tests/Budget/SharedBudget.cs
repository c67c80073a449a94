using System.Text.Json;
using MarketoSync.Budget;
using MarketoSync.Budget.Leasing;
using MarketoSync.Functions.Budget;
using MarketoSync.Functions.Hosting;
using MarketoSync.Functions.Tests.Engine;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.Time.Testing;

namespace MarketoSync.Functions.Tests.Budget;

/// <summary>Two workers that lease their calls from one entity. To be used within <see cref="OneThread"/>.</summary>
internal sealed class SharedBudget : IAsyncDisposable
{
    private static readonly EntityInstanceId s_entity = new(CallBookEntity.Name, "example.mktorest.com-443");
    private readonly DurableEngine _engine;
    private readonly DurableClients _clients = new();
    private readonly LeaseTerms _terms;

    private SharedBudget(DurableEngine engine, FakeTimeProvider time, LeaseTerms terms)
    {
        (_engine, Time, _terms) = (engine, time, terms);
        _clients.Remember(engine.Client);
        (One, Other) = (Worker("one"), Worker("other"));
    }

    public FakeTimeProvider Time { get; }

    public HubStore Store => _engine.Store;

    public LeasedCallBudget One { get; }

    public LeasedCallBudget Other { get; }

    public static async Task<SharedBudget> StartAsync(CallLimits limits)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero));
        var terms = new LeaseTerms(limits, TimeSpan.FromSeconds(120));
        var engine = await DurableEngine.StartAsync(
            time, _ => throw new NotSupportedException(), _ => new CallBookEntity(terms, time));
        return new SharedBudget(engine, time, terms);
    }

    /// <summary>One more worker, which its maker ends.</summary>
    public LeasedCallBudget Worker(string name) => new(name, _terms, new DurableCallBook(_clients, "example.mktorest.com:443", Time), Time);

    public async Task<CallBook> BookAsync()
    {
        await Store.IdleAsync();
        return (await _engine.Client.Entities.GetEntityAsync<JsonElement>(s_entity))!.State.Deserialize(LeasingJson.Default.CallBook)!;
    }

    /// <summary>Lets a tenth of a second pass, and all happen that follows from it.</summary>
    public async Task TickAsync()
    {
        Time.Advance(TimeSpan.FromMilliseconds(100));
        do
        {
            await Store.IdleAsync();
            await OneThread.DoAllAsync();
        }
        while (!Store.IdleAsync().IsCompleted);
    }

    public async Task PassAsync(TimeSpan duration)
    {
        for (var until = Time.GetUtcNow() + duration; Time.GetUtcNow() < until;) await TickAsync();
    }

    public async Task<T> UntilAsync<T>(Task<T> task)
    {
        for (var ticks = 0; !task.IsCompleted; ticks++)
        {
            Assert.True(ticks < 2_000, "It never comes.");
            await TickAsync();
        }

        return await task;
    }

    public async ValueTask DisposeAsync()
    {
        // Disposal gives back what is left, and the entity answers while time goes on.
        var closing = Task.WhenAll(One.DisposeAsync().AsTask(), Other.DisposeAsync().AsTask());
        while (!closing.IsCompleted) await TickAsync();
        await closing;
        await _engine.DisposeAsync();
    }
}
