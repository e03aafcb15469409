# SPDX-License-Identifier: EUPL-1.2
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
# Restored first: in the lock files only the host, not the libraries, knows the platform that publishing names.
RUN dotnet restore src/OnceOnly.Gateway --locked-mode \
 && dotnet publish src/OnceOnly.Gateway -c Release -r linux-x64 --self-contained false --no-restore -o /app \
 && mkdir /state

# "extra" has languages and time zones; without them the gateway does not start.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
WORKDIR /app
COPY --from=build /app .
# uid 1654 is the image's non-root user; it must own the folder that becomes the volume.
COPY --from=build --chown=1654:1654 /state /state
USER 1654
VOLUME /state
# Where the state is has to be said: Storage__Sqlite__Folder=/state for one machine, or Storage__Postgres__….
ENTRYPOINT ["dotnet", "OnceOnly.Gateway.dll"]
