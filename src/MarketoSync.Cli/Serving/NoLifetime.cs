using Microsoft.Extensions.Hosting;

namespace MarketoSync.Cli.Serving;

/// <summary>Leaves Ctrl-C to the command.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
