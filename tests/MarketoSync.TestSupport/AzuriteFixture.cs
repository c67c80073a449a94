namespace MarketoSync.TestSupport;

/// <summary>One emulator for the tests of a collection.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private Azurite? _azurite;

    public string ConnectionString => _azurite!.ConnectionString;

    // xunit makes the fixture also where it then skips all the tests.
    public async Task InitializeAsync() => _azurite = Azurite.IsAvailable ? await Azurite.StartAsync() : null;

    public async Task DisposeAsync()
    {
        if (_azurite is not null) await _azurite.DisposeAsync();
    }
}
