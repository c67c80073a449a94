namespace MarketoSync.Runs;

/// <summary>The named objects of one run, see <see cref="RunFiles"/>.</summary>
public interface IRunFolder : IObjectFolder
{
    string Run { get; }
}
