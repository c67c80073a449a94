namespace MarketoSync.TestSupport;

/// <summary>A fact that is skipped where there is no Azurite.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AzuriteFactAttribute : FactAttribute
{
    public AzuriteFactAttribute() => Skip = Azurite.IsAvailable ? null : NeedsAzuriteAttribute.Missing;
}
