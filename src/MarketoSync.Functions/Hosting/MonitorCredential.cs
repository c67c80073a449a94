using Azure.Core;
using Azure.Identity;

namespace MarketoSync.Functions.Hosting;

/// <summary>
/// The identity that telemetry is sent by, told in the way that the Functions host is told its own: <c>Authorization=AAD</c>, with
/// <c>;ClientId=…</c> for an identity that is assigned by the user.
/// </summary>
internal static class MonitorCredential
{
    /// <param name="read">Gives a setting, or null.</param>
    /// <returns>Null if the connection string alone is to do.</returns>
    public static TokenCredential? Find(Func<string, string?> read)
    {
        var parts = (read("APPLICATIONINSIGHTS_AUTHENTICATION_STRING") ?? "")
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2, StringSplitOptions.TrimEntries))
            .Where(part => part.Length == 2)
            .ToLookup(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        if (!parts["Authorization"].Contains("AAD", StringComparer.OrdinalIgnoreCase)) return null;

        var client = parts["ClientId"].FirstOrDefault() ?? read("AzureWebJobsStorage:clientId");
        return new ManagedIdentityCredential(string.IsNullOrEmpty(client)
            ? ManagedIdentityId.SystemAssigned
            : ManagedIdentityId.FromUserAssignedClientId(client));
    }
}
