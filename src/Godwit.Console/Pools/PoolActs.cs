using Godwit.Admin;
using Godwit.Admin.Pools;
using Godwit.Console.Menus;
using Godwit.Console.State;
using Microsoft.FluentUI.AspNetCore.Components;
using Icons = Microsoft.FluentUI.AspNetCore.Components.Icons;

namespace Godwit.Console.Pools;

/// <summary>What can be done with a pool.</summary>
public sealed class PoolActs(AdminClient client, IDialogService dialogs, Notices notices, ConsoleState state)
{
    public IReadOnlyList<MenuAct> For(PoolView pool)
    {
        if (!state.Rights.Servers) return [];
        return
        [
            pool.State == "running"
                ? new MenuAct("Stop", "", new Icons.Regular.Size20.Stop(), () => Stop(pool))
                : new MenuAct("Start", "", new Icons.Regular.Size20.Play(), () => Start(pool)),
            new MenuAct("Retire…", "", new Icons.Regular.Size20.ArchiveArrowBack(), () => Retire(pool)) { Apart = true },
        ];
    }

    private async Task Start(PoolView pool)
    {
        notices.Say($"{pool.Fqdn} is starting…");
        if (await notices.Try(() => client.StartPool(pool.Fqdn, CancellationToken.None))) notices.Say($"{pool.Fqdn} is running.");
        await state.Look();
    }

    private async Task Stop(PoolView pool)
    {
        var people = pool.SignedIn == 1 ? "One user is signed in there and loses her connection." : $"{pool.SignedIn} users are signed in there and lose their connections.";
        if (!await Confirmed($"{people} Nobody of this pool can sign in until it is started again.", $"Stop {pool.Fqdn}?", "Stop")) return;
        notices.Say($"{pool.Fqdn} is stopping…");
        if (await notices.Try(() => client.StopPool(pool.Fqdn, CancellationToken.None))) notices.Say($"{pool.Fqdn} is stopped.");
        await state.Look();
    }

    private async Task Retire(PoolView pool)
    {
        if (!await Confirmed("The pool's object leaves the directory. Its database stays where it is.", $"Retire {pool.Fqdn}?", "Retire")) return;
        await notices.Try(async () =>
        {
            var result = await client.RetirePool(pool.Fqdn, force: false, CancellationToken.None);
            if (!result.Retired)
            {
                if (!await Confirmed($"{result.Reason} With force, users who are homed there become Unassigned Users, who cannot sign in until they are moved; their data is kept.", "The pool is still needed", "Retire by force")) return;
                result = await client.RetirePool(pool.Fqdn, force: true, CancellationToken.None);
            }

            if (result.Retired) notices.Say($"{pool.Fqdn} is retired.");
            else notices.Problem(result.Reason);
        });
        await state.Look();
    }

    private async Task<bool> Confirmed(string message, string title, string yes) => !(await dialogs.ShowConfirmationAsync(message, title, yes, "Cancel")).Cancelled;
}
