namespace MarketoSync.Infra;

/// <summary>A fact that is skipped where there is no bicep program.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute() => Skip = Bicep.Program is null ? "There is no bicep on the PATH." : null;
}
