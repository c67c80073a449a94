using System.Text.Json;
using MarketoSync.Budget.Leasing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Entities;

namespace MarketoSync.Functions.Budget;

/// <summary>The one <see cref="CallBook"/> of a subscription, for all workers: an entity takes one request after the other.</summary>
public sealed class CallBookEntity(LeaseTerms terms, TimeProvider time) : TaskEntity<JsonElement>
{
    public const string Name = "CallBook";

    public void Ask(JsonElement request) =>
        Change(book => book.Ask(request.Deserialize(LeasingJson.Default.CallRequest)!, terms, time.GetUtcNow()));

    public void Pause(double seconds) => Change(book => book.Pause(TimeSpan.FromSeconds(seconds), time.GetUtcNow()));

    [Function(Name)]
    public Task DispatchAsync([EntityTrigger] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync(this);

    protected override JsonElement InitializeState(TaskEntityOperation entityOperation) => Write(CallBook.Empty);

    private void Change(Func<CallBook, CallBook> change) =>
        State = Write(change(State.Deserialize(LeasingJson.Default.CallBook)!));

    private static JsonElement Write(CallBook book) => JsonSerializer.SerializeToElement(book, LeasingJson.Default.CallBook);
}
