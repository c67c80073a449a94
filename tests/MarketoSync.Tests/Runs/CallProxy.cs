using System.Reflection;
using System.Runtime.ExceptionServices;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Runs;

/// <summary>A port whose calls, and those of what it hands out, a <see cref="WatchedProcess"/> sees. What is behind it must never wait.</summary>
public class CallProxy<T> : DispatchProxy where T : class
{
    private T? _port;
    private WatchedProcess? _process;

    internal static T Of(T port, WatchedProcess process)
    {
        var proxy = Create<T, CallProxy<T>>();
        ((CallProxy<T>)(object)proxy)._port = port;
        ((CallProxy<T>)(object)proxy)._process = process;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        // Handing out a folder does nothing yet.
        if (targetMethod!.Name is "Open" or "get_Shared" or "get_Run") return Watched(Forward(targetMethod, args));
        return Async(targetMethod, () => _process!.Call($"{typeof(T).Name}.{targetMethod.Name}", () => Forward(targetMethod, args)));
    }

    private object? Async(MethodInfo method, Func<object?> call)
    {
        try
        {
            return Watched(call());
        }
        catch (Exception fault) when (method.ReturnType == typeof(Task))
        {
            return Task.FromException(fault);
        }
        catch (Exception fault) when (method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(Task<>))
        {
            return typeof(Task).GetMethods().Single(one => one is { Name: nameof(Task.FromException), IsGenericMethod: true })
                .MakeGenericMethod(method.ReturnType.GetGenericArguments()).Invoke(null, [fault]);
        }
    }

    private object? Forward(MethodInfo method, object?[]? args)
    {
        try
        {
            return method.Invoke(_port, args);
        }
        catch (TargetInvocationException fault)
        {
            ExceptionDispatchInfo.Throw(fault.InnerException!);
            throw;
        }
    }

    private object? Watched(object? result) => result switch
    {
        IRunFolder folder => CallProxy<IRunFolder>.Of(folder, _process!),
        IObjectFolder folder => CallProxy<IObjectFolder>.Of(folder, _process!),
        Task<Stream> { Result.CanWrite: true } stream => Task.FromResult<Stream>(new WatchedStream(stream.Result, _process!)),
        Task<IAsyncDisposable?> { Result: { } turn } => Task.FromResult<IAsyncDisposable?>(new WatchedTurn(turn, _process!)),
        _ => result,
    };
}
