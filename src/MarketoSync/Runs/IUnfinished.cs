namespace MarketoSync.Runs;

/// <summary>An object that is being written, see <see cref="IObjectFolder.CreateAsync"/>.</summary>
public interface IUnfinished
{
    /// <summary>Has disposing drop what was written, because not all of it could be: what was there before stays.</summary>
    void Abandon();
}
